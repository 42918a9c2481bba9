"""The card of an event: a picture that stands for it where it is shared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline import address
from timeline.cards import HEIGHT, WIDTH, CannotDraw, Lettering, as_png, letter
from timeline.drawing.date import date_strip
from timeline.page import Data, Page
from timeline.pages.strips import drawn
from timeline.pages.subject import Subject
from timeline.problems import Problem, did_you_mean, quoted
from timeline.theme import Theme, ThemeError
from timeline.theme.mistakes import Mistake, place

TEMPLATE = "card.svg"
# As many common pages could be made meanwhile.
EFFORT = 40


@dataclass(frozen=True, slots=True)
class CardView:
    """A card: its address in the site, width and height in pixels."""

    src: str
    width: int
    height: int


def card_names(subject: Subject) -> Iterable[str]:
    return subject.timeline.events if subject.timeline.settings.outputs.cards else ()


def card_pages(subject: Subject, name: str) -> Iterator[Page]:
    """The card of an event, at its earlier addresses too, for what was shared there goes on asking for it."""
    timeline, event, row = subject.timeline, subject.timeline.events[name], subject.timeline.all_rows[name]
    data = {
        # All that a card shows, and hardly more: it takes long to draw.
        "site_title": subject.site.title,
        "event": drawn(event, row, subject.site.threads[event.thread].slot),
        "date": row.date,
        "thread": timeline.threads[event.thread].name,
        "draft": event.draft,
        "look": subject.card_look,
    }
    for one in (name, *event.aliases):
        yield Page(_path(one), write_card, data, themed=False, effort=EFFORT)


def write_card(theme: Theme, data: Data) -> bytes:
    """A PNG. Raises ThemeError for a template that is no SVG, or asks for a font that is not there."""

    def lettering(
        text: str, fonts: Sequence[str], weight: int, sizes: Sequence[int], width: float, height: float = 0
    ) -> Lettering:
        lacking = [font for font in fonts if font not in theme.assets]
        if lacking:
            message = f"there is no file {quoted(lacking[0])} in static/{did_you_mean(lacking[0], theme.assets)}"
            raise Mistake("unknown-asset", message, lacking[0])
        return letter(text, tuple(theme.assets[font].content for font in fonts), weight, tuple(sizes), width, height)

    event = data["event"]
    shown = {name: data[name] for name in ("site_title", "date", "thread", "draft")}
    shown |= {"title": event.title, "words": event.words, "slot": event.slot, "status": event.status}
    shown |= {"strip": date_strip(event), "lettering": lettering}
    try:
        return as_png(theme.svg("card.svg", shown))
    except CannotDraw as error:
        file = theme.file_of(TEMPLATE) or TEMPLATE
        raise ThemeError(Problem(place(file), "no-drawing", f"what this gives is no SVG: {error}")) from error


def card_view(subject: Subject, event: str) -> CardView | None:
    """The card of an event, if the site has cards."""
    return CardView(_path(event), WIDTH, HEIGHT) if subject.timeline.settings.outputs.cards else None


def _path(event: str) -> str:
    return address.of_entry("event", event) + "card.png"
