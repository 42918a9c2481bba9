"""What is found in a timeline of TimelineJS while it is gone through, slide by slide, as JSON or as a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from timeline.importers.found import Event, Found, Loss
from timeline.importers.markup import line_of
from timeline.importers.timelinejs.slides import LONGEST_ADDRESS, Slide, lost_looks, slide_event
from timeline.problems import quoted

ERAS = "Eras"


@dataclass
class Story:
    """Grows with each slide; titled says where the title slide stands, as soon as there is one."""

    events: list[Event] = field(default_factory=list)
    lost: list[Loss] = field(default_factory=list)
    notes: list[Loss] = field(default_factory=list)
    slides: list[Slide] = field(default_factory=list)
    title: str = ""
    description: str = ""
    titled: str = ""

    def add(self, slide: Slide, where: str) -> Event | None:
        """The event of a slide, which is not among the events yet."""
        event, lost, notes = slide_event(slide, where)
        self.slides.append(slide)
        self.lost += lost
        self.notes += notes
        return event

    def add_title(self, slide: Slide, where: str) -> None:
        """The title slide is no event: its headline and text are the timeline's."""
        if self.titled:
            self.lost.append(Loss(where, f"a second title, {quoted(slide.headline)}; the first is {self.titled}"))
            return
        self.titled = where
        headline, text = line_of(slide.headline), line_of(slide.text)
        self.title, self.description = headline.text, text.text
        self.slides.append(slide)
        held = {
            "media": slide.media.url,
            "caption": slide.media.caption,
            "credit": slide.media.credit,
            "background": slide.background,
            "display date": slide.display_date,
            "group": slide.group,
            "id": slide.id,
            "alt text": slide.media.alt,
            "title of media": slide.media.title,
            "thumbnail": slide.media.thumbnail,
            "link of media": slide.media.link,
            "date": " ".join(filter(None, (*slide.start.parts, slide.start.display))),
            "end": " ".join(filter(None, (*slide.end.parts, slide.end.display))),
        }
        said = {name: quoted(value, LONGEST_ADDRESS) for name, value in held.items() if value.strip()}
        self.lose(where, (f"the title's {name} {value}" for name, value in said.items()))
        for line in (headline, text):
            self.lose(where, (f"the title's link {quoted(url, LONGEST_ADDRESS)}" for _, url in line.links))
            self.lost += [Loss(where, f"dropped: {what}") for what in line.dropped]
        self.lose(where, slide.unknown)

    def add_era(self, slide: Slide, where: str) -> None:
        """What lasted and stands behind the others on the axis is a minor event here, in a thread of its own."""
        if event := self.add(slide, where):
            self.events.append(replace(event, thread=event.thread or ERAS, weight="minor"))
            self.notes.append(Loss(where, f"{quoted(event.title)} is an era, and comes in as a minor event"))

    def lose(self, where: str, what: Iterable[str]) -> None:
        self.lost += [Loss(where, f"{one} is not carried over") for one in what]

    def found(self) -> Found:
        return Found(
            events=tuple(self.events),
            title=self.title,
            description=self.description,
            threads=tuple(dict.fromkeys(event.thread for event in self.events if event.thread)),
            lost=(*self.lost, *lost_looks(self.slides)),
            notes=tuple(self.notes),
        )
