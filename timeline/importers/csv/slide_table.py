"""The sheet that TimelineJS is fed with: a slide in each row, by the names of its columns."""

from collections.abc import Mapping
from dataclasses import replace

from timeline.importers.csv.sheet import Row, Sheet, column_of, unread
from timeline.importers.found import Event, Found, Loss
from timeline.importers.markup import plain_of
from timeline.importers.timelinejs.slide_dates import SlideDate, clock
from timeline.importers.timelinejs.slides import Slide, SlideMedia, lost_looks, slide_event
from timeline.problems import did_you_mean, quoted

COLUMNS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date"),
    *("Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Link"),
    *("Type", "Group", "Background"),
)
NEEDED = {"year", "headline"}
# Other names that templates of the sheet have had for a column.
ALSO = {"media alt text": "alt text", "media alt": "alt text", "media link": "link", "tag": "group"}
KINDS = ("", "event", "title", "era")
ERAS = "Eras"


def is_slides(header: tuple[str, ...]) -> bool:
    return {*_named(header)} >= NEEDED


def slide_table(sheet: Sheet) -> Found:
    """Raises CannotRead where two columns have one name."""
    header = _named(sheet.header)
    columns = {name: at for name in map(str.casefold, COLUMNS) if (at := column_of(header, name)) is not None}
    table = _Table()
    for row in sheet.rows:
        table.add(row, {name: row.cells[at].strip() for name, at in columns.items()})
    return Found(
        events=tuple(table.events),
        title=table.title,
        description=table.description,
        threads=tuple(dict.fromkeys(event.thread for event in table.events if event.thread)),
        lost=(*sheet.lost, *table.lost, *lost_looks(table.slides), *unread(sheet, columns.values())),
        notes=(*sheet.notes, *table.notes),
    )


class _Table:
    """What was found so far."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.lost: list[Loss] = []
        self.notes: list[Loss] = []
        self.slides: list[Slide] = []
        self.title = self.description = ""
        self.titled = ""

    def add(self, row: Row, cells: Mapping[str, str]) -> None:
        slide, kind = self._slide(row, cells), cells.get("type", "").casefold()
        if kind not in KINDS:
            self.lost.append(
                Loss(
                    row.where, f'column "Type", {quoted(kind)}: no type{did_you_mean(kind, KINDS)}; it is an event here'
                )
            )
        if kind == "title":
            self._add_title(row, slide)
            return
        event, lost, notes = slide_event(slide, row.where)
        self.slides.append(slide)
        self.lost += lost
        self.notes += notes
        if event and kind == "era":
            self.notes.append(Loss(row.where, f"{quoted(event.title)} is an era, and comes in as a minor event"))
            event = replace(event, thread=event.thread or ERAS, weight="minor")
        if event:
            self.events.append(event)

    def _add_title(self, row: Row, slide: Slide) -> None:
        """The title slide is no event: its headline and text are the timeline's."""
        if self.titled:
            self.lost.append(
                Loss(row.where, f"a second title, {quoted(slide.headline)}; the first is in {self.titled}")
            )
            return
        self.titled = row.where
        self.title, self.description = plain_of(slide.headline), plain_of(slide.text)
        held = {
            "media": slide.media.url,
            "caption": slide.media.caption,
            "credit": slide.media.credit,
            "background": slide.background,
            "group": slide.group,
            "date": slide.start.year,
        }
        self.lost += [
            Loss(row.where, f"the title's {name} {quoted(value)} is not carried over")
            for name, value in held.items()
            if value
        ]

    def _slide(self, row: Row, cells: Mapping[str, str]) -> Slide:
        def cell(name: str) -> str:
            return cells.get(name, "")

        return Slide(
            start=self._date(row, cells, ""),
            end=self._date(row, cells, "end "),
            display_date=cell("display date"),
            headline=cell("headline"),
            text=cell("text"),
            media=SlideMedia(
                url=cell("media"),
                caption=cell("media caption"),
                credit=cell("media credit"),
                alt=cell("alt text"),
                thumbnail=cell("media thumbnail"),
                link=cell("link"),
            ),
            group=cell("group"),
            background=cell("background"),
        )

    def _date(self, row: Row, cells: Mapping[str, str], which: str) -> SlideDate:
        year, month, day, time = (cells.get(f"{which}{part}", "") for part in ("year", "month", "day", "time"))
        parts = clock(time) if time else None
        if time and parts is None:
            self.lost.append(Loss(row.where, f'column "{which.title()}Time", {quoted(time)}: this is no time'))
        # Some programs write whole numbers of a column with gaps as 2025.0.
        year, month, day = (part.removesuffix(".0") for part in (year, month, day))
        return SlideDate(year, month, day, *(parts or ()))


def _named(header: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns whatever their capitals and spaces."""
    names = (" ".join(name.casefold().split()) for name in header)
    return tuple(ALSO.get(name, name) for name in names)
