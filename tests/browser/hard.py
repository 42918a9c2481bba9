"""Content that is hard on a layout: the longest and the shortest of everything, many of what is usually few."""

from collections.abc import Iterator
from pathlib import Path

import yaml

LONG = (
    "A title of one hundred and forty letters that goes on and on, past every line a designer ever drew for it, "
    "and still says nothing new whatever!"
)
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
TITLES = {
    "short": "War",
    "long": LONG,
    "unbroken": UNBROKEN[:140],
    "cyrillic": "Російські війська відступили з Суджі, заявив головнокомандувач Збройних сил України",
    "arabic": "محادثات جدة: اتفاق على وقف إطلاق النار لمدة 30 يومًا بين الوفدين",
    "greek": "Ο Έλληνας πρωθυπουργός συναντήθηκε με τον Ουκρανό πρόεδρο στην Αθήνα",
    "polish": "Ćwiczenia żołnierzy w Łodzi: źdźbło, gżegżółka i pięćdziesięciogroszówka",
    "compound": "The U.S.-administered zone",
}
DATES = (
    *("2025-03-11", "2025-03-11T14:00", "2025-03-1X", "[2025-03-03..2025-03-09]", "[..2025-03-12]", "2025-21"),
    *("2025~", "201X", "2014-04/2024", "{2025-03-01,2025-03-04,2025-03-09}", "-0043-03-15", "Y170000002", "2025-03?"),
)
ACTORS = 40
THREADS = 12
KEPT = {"repository": "https://github.com/example/record", "base_url": "https://example.org/record/"}
PLACE = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
QUOTE = " ".join(["the", "minister", "said", "that", "nothing", "of", "the", "sort", "had", "been"] * 6)
WIDE_TABLE = "\n".join(
    ("| " + " | ".join(cells) + " |")
    for cells in (
        [f"Column number {number}" for number in range(12)],
        ["---"] * 6 + ["---:"] * 6,
        *([f"A cell of row {row}", "Unbreakable" * 4, *map(str, range(10))] for row in range(4)),
    )
)
WIDE_CODE = "    " + "a line of code that is much wider than any page " * 6
BODY = f"""\
## A heading that is itself rather long and has a {UNBROKEN[:60]} in it

Text with {UNBROKEN[:90]} and https://example.org/{"path/" * 30} in it, and `code {"x" * 120}` too.[^said]

{WIDE_TABLE}

{WIDE_CODE}

> A quotation
>
> > in a quotation
> >
> > - with a list
> >     1. in a list
> >         - in a list

{UNBROKEN[:50]}
: What it means
"""


def write_hard_cases(root: Path) -> Path:
    """The content folder, written: every event, article, place and page that a theme may stumble over."""
    for name, text in _files():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def _files() -> Iterator[tuple[str, str]]:
    yield "site.yaml", _yaml({"title": LONG[:60], "description": LONG, "page_size": "9", "licence": LONG[:80], **KEPT})
    yield "threads.yaml", _yaml({f"t{number}": {"name": f"Thread number {number}"} for number in range(THREADS)})
    yield "actors.yaml", _yaml(_actors())
    yield "places.yaml", _yaml({"long": {"name": PLACE, "country": LONG, "lat": "53.22", "lon": "-4.2"}, **_places()})
    yield "tags.yaml", _yaml({"long": {"name": UNBROKEN[:80], "description": LONG}})
    yield "articles/long.md", _article(LONG, url="https://example.org/" + "long/" * 30, authors=[LONG] * 3)
    yield "articles/arabic.md", _article(TITLES["arabic"], language="ar")
    yield "articles/quoted-by-nobody.md", _article("Abc")
    for place, title in enumerate([*TITLES.values(), *(f"Event number {number}" for number in range(THREADS))]):
        yield f"events/e{place}.yaml", _yaml(_event(place, title))
    yield "events/hard.yaml", _yaml(_hardest())
    yield "events/gone.yaml", _yaml(_retracted())
    head = _yaml({"title": UNBROKEN[:140], "description": LONG})
    yield "pages/long.md", f"---\n{head}---\n{BODY.replace('[^said]', '[^1]')}\n[^1]: {LONG}\n"


def _places() -> dict[str, dict[str, str]]:
    """Names that crowd on a map, some of them in letters of other widths, and some on the other side of the world."""
    named = [*(title[:22] for title in TITLES.values()), *(f"Town of the number {number}" for number in range(14))]
    near = {
        f"p{number}": {"name": name, "lat": str(50 + number % 5 * 0.7), "lon": str(30 + number * 0.6)}
        for number, name in enumerate(named)
    }
    far = {"apia": ("-13.83", "-171.77"), "suva": ("-18.14", "178.44"), "pole": ("-90", "0")}
    return near | {name: {"name": name.title(), "lat": lat, "lon": lon} for name, (lat, lon) in far.items()}


def _actors() -> dict[str, dict[str, object]]:
    actors: dict[str, dict[str, object]] = {f"a{number}": {"name": f"Actor {number}"} for number in range(ACTORS)}
    long = {"name": UNBROKEN[:100], "role": LONG, "description": BODY.replace("[^said]", "")}
    return actors | {"long": {**long, "same_as": "https://example.org/" + "x" * 100}, "idle": {"name": "Idle"}}


def _event(place: int, title: str) -> dict[str, object]:
    """A plain event; the first has every actor, every other one a single actor, and most have no excerpt."""
    date = DATES[place % len(DATES)]
    event: dict[str, object] = {"title": title, "date": date, "thread": f"t{place % THREADS}", "summary": title}
    event["actors"] = [f"a{number}" for number in range(ACTORS)] if place == 0 else ["a1"]
    event["relations"] = [{"type": "see-also", "event": "hard"}]
    return event


def _hardest() -> dict[str, object]:
    """An event in which everything is there, and everything is long."""
    excerpts = [
        {"key": "said", "article": "long", "quote": QUOTE, "speaker": "long", "locator": LONG[:80], "note": LONG},
        {"key": "not", "article": "arabic", "quote": UNBROKEN, "original": TITLES["arabic"], "stance": "contradicts"},
        *({"article": "long", "quote": f"passage number {number}"} for number in range(10)),
    ]
    return {
        "title": LONG,
        "date": "2025-03-11",
        "date_basis": {"words": QUOTE, "article": "long"},
        "thread": "t11",
        "status": "disputed",
        "weight": "major",
        "summary": f"{LONG}[^said] {UNBROKEN}",
        "body": BODY,
        "actors": ["long"],
        "places": ["long"],
        "tags": ["long", UNBROKEN[:60]],
        "excerpts": excerpts,
        "accounts": [
            {"by": "long", "says": LONG, "date": "[2025-03-03..2025-03-09]", "excerpts": ["said"]},
            {"by": LONG, "says": UNBROKEN, "excerpts": ["not"]},
        ],
        "relations": [
            {"type": kind, "event": f"e{place}"}
            for kind in ("responds-to", "follows", "part-of", "contradicts")
            for place in range(3)
        ],
        "corrections": [{"date": "2025-03-20", "note": LONG}, {"date": "2025-03-21", "note": UNBROKEN}],
        "aliases": ["hard-before"],
    }


def _retracted() -> dict[str, object]:
    return _event(1, LONG) | {"status": "retracted", "corrections": [{"date": "2025-03-20", "note": f"{LONG} {LONG}"}]}


def _article(title: str, **more: object) -> str:
    head = {"title": title, "publisher": UNBROKEN[:70], "published": "2025-03-12", **more}
    return f"---\n{_yaml(head)}---\n{BODY.replace('[^said]', '')}"


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
