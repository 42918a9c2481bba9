"""The corpus that is measured on, made by rule: events, the articles they quote, and what both name.

So many events are the same corpus at any time on any machine. An event is made when it is asked for, since a hundred
thousand of them need much room.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

TEXT = (
    "accord account alliance ambassador appeal archive assembly bank barrier bench bishop board boat bridge brigade "
    "broadcast budget bulletin cabinet campaign canal candidate cargo cathedral census chamber charter chemist "
    "citizen clerk coast college column commission compensation conference consul contract convoy cooperative "
    "corridor council courier court crossing crowd dam debate debt decree delegation depot detour diplomat district "
    "dock doctor driver duty edition election embankment engine engineer envoy estimate evacuation exchange exhibit "
    "expert factory ferry festival field flood forecast forest foundation freight frontier funeral gallery garrison "
    "gate grain guard guild harbour harvest hearing highway hospital hostel hotel household inquest inquiry inspector "
    "institute island journal judge jury kitchen laboratory lantern lawyer league lecture ledger letter library "
    "licence lighthouse loan magistrate mandate manifesto map market mayor measure mediator memorial merchant "
    "meteorologist mill miner minister mission monument morning motion museum nurse observer office orchard orchestra "
    "outpost parade parish parliament patrol paper pension permit petition pilot pipeline platform police port "
    "portrait post premier prefect priest printer prison proposal protest province quarry quay queue railway rally "
    "record referendum refinery regiment register remark repair report republic reservoir residence resolution river "
    "road roof route school sculptor seal senate sentence ship shore signal smelter square stadium statement station "
    "statue steward storm strike student subsidy suburb summit surgeon survey tariff telegram tenant theatre ticket "
    "tower trader train treaty tribunal truce tunnel turbine union valley vessel veto viaduct village visitor "
    "volunteer vote wage warehouse weather witness workshop yard announced accepted adjourned admitted altered asked "
    "attended began blocked broken built called cancelled carried chosen claimed cleared closed confirmed counted "
    "crossed damaged delayed denied divided doubled elected ended evening expected extended found gathered granted "
    "halted heard held joined launched left lifted moved named noted opened ordered passed planned postponed praised "
    "printed promised raised reached refused released renewed reopened returned seen sent settled signed sold spoken "
    "stopped taken toured turned warned withdrawn written"
)
SMALL = "about above after against among and as at before behind between by for from in near of on over the to"
WORDS, LINKING = TEXT.split(), SMALL.split()
# What has to be escaped, or is no ASCII.
UNCOMMON = ("Łódź", "Ålesund", "Besançon", "Peñíscola", "Q&A", "3 < 5", "the “pause”", "nobody’s", "14–16")
ACTOR_KINDS = ("Association", "Bureau", "Collective", "Committee", "Institute", "Society")
PLACE_KINDS = ("Bridge", "Cape", "District", "Falls", "Heights", "Point")
PUBLISHERS = ("Chronicle", "Dispatch", "Echo", "Journal", "Mercury", "Messenger", "Register", "Standard")
THREADS = ("decisions", "economy", "incidents", "inquiries", "statements")
TAGS, ACTORS, PLACES = 60, 200, 100
EVENTS_PER_ARTICLE = 5
FIRST, DAYS = date(2014, 1, 1), 12 * 365


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or a place."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Article:
    """What is quoted; `body` is Markdown."""

    id: str
    title: str
    publisher: str
    author: str
    published: date
    url: str
    body: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage of the article with that id."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened; `summary` and `body` are Markdown, in which `article:ID` is a link to an article."""

    id: str
    date: date
    title: str
    thread: str
    tags: tuple[str, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    summary: str
    body: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All but the events themselves; of those the days, in order."""

    days: tuple[date, ...]
    tags: tuple[str, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    articles: tuple[Article, ...]

    def events(self) -> Iterator[Event]:
        """All events, by date."""
        return map(self.event, range(len(self.days)))

    def event(self, number: int) -> Event:
        """The event with that number, counted by date from 0."""
        chance = random.Random(number)
        words = _words(chance, 8)
        quoted = [chance.choice(self.articles) for _ in range(2)]
        body = (
            _prose(chance, 60, _link(chance), f"*{_phrase(chance)}*"),
            _prose(chance, 50, f"**{_phrase(chance)}**", f"[{_phrase(chance)}](article:{quoted[0].id})"),
            "\n".join(f"- {_prose(chance, 9)}" for _ in range(3)),
            _prose(chance, 45, _link(chance), f"*{_phrase(chance)}*"),
        )
        return Event(
            id=_id(words, number),
            date=self.days[number],
            title=_capital(" ".join(_with_uncommon(chance, words))),
            thread=chance.choice(THREADS),
            tags=tuple(chance.sample(self.tags, 3)),
            actors=tuple(chance.sample(self.actors, 2)),
            places=(chance.choice(self.places),),
            summary=_prose(chance, 35, _link(chance), f"*{_phrase(chance)}*"),
            body="\n\n".join(body),
            excerpts=tuple(Excerpt(article.id, _prose(chance, 35)) for article in quoted),
        )


def corpus_of(events: int) -> Corpus:
    """The corpus with so many events, and an article for every fifth of them."""
    chance = random.Random("corpus")
    tags = _different(chance, TAGS, ("",))
    return Corpus(
        tags=tuple(tag.id for tag in tags),
        actors=_different(chance, ACTORS, ACTOR_KINDS),
        places=_different(chance, PLACES, PLACE_KINDS),
        articles=tuple(_article(chance, number) for number in range(max(1, events // EVENTS_PER_ARTICLE))),
        days=tuple(sorted(_day(chance) for _ in range(events))),
    )


def with_other_body(event: Event, edition: int) -> Event:
    """The event as an editor leaves it who changes its text, and nothing else."""
    return replace(event, body=f"Edition {edition} of this text. {event.body}")


def with_other_title(event: Event, edition: int) -> Event:
    """The event as an editor leaves it who changes its title, and nothing else."""
    return replace(event, title=f"{event.title}, edition {edition}")


def _article(chance: random.Random, number: int) -> Article:
    words = _words(chance, 8)
    published = _day(chance)
    return Article(
        id=_id(words, number),
        title=_capital(" ".join(_with_uncommon(chance, words))),
        publisher=f"The {chance.choice(PUBLISHERS)}",
        author=_phrase(chance).title(),
        published=published,
        url=f"https://paper.example/{published.year}/{number}",
        body=_prose(chance, 60, _link(chance), f"*{_phrase(chance)}*"),
    )


def _different(chance: random.Random, count: int, kinds: Sequence[str]) -> tuple[Named, ...]:
    """So many names, no two the same, in the order of the alphabet."""
    names: set[str] = set()
    while len(names) < count:
        names.add(f"{_phrase(chance)} {chance.choice(kinds)}".strip().title())
    return tuple(Named(name.lower().replace(" ", "-"), name) for name in sorted(names))


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(chance.randrange(DAYS))


def _id(words: Sequence[str], number: int) -> str:
    return f"{'-'.join(words[:5])}-{number}"


def _link(chance: random.Random) -> str:
    return f"[{_phrase(chance)}](https://elsewhere.example/{chance.choice(WORDS)}/{chance.randrange(100_000)})"


def _phrase(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=2))


def _prose(chance: random.Random, length: int, *phrases: str) -> str:
    """Sentences of so many words in all, with the phrases among them."""
    words = _with_uncommon(chance, _words(chance, length))
    for phrase in phrases:
        words.insert(chance.randrange(1, len(words)), phrase)
    return " ".join(_sentence(words[start : start + 13]) for start in range(0, len(words), 13))


def _sentence(words: list[str]) -> str:
    if len(words) > 8:
        words[4] += ","
    return f"{_capital(' '.join(words))}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _words(chance: random.Random, length: int) -> list[str]:
    words = chance.choices(WORDS, k=length)
    words[1::3] = chance.choices(LINKING, k=len(words[1::3]))
    return words


def _with_uncommon(chance: random.Random, words: list[str]) -> list[str]:
    """The words, with the last of every seventh text, or so, an uncommon one."""
    return [*words[:-1], chance.choice(UNCOMMON)] if chance.random() < 0.15 else list(words)
