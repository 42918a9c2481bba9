"""The sheet that TimelineJS is fed with: a slide in each row, by the names of its columns."""

from collections.abc import Mapping
from dataclasses import replace

from timeline.importers.csv.sheet import Row, Sheet, column_of, unread
from timeline.importers.found import Found, Loss
from timeline.importers.timelinejs.slide_dates import SlideDate, clock
from timeline.importers.timelinejs.slides import Slide, SlideMedia
from timeline.importers.timelinejs.story import Story
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


def is_slides(header: tuple[str, ...]) -> bool:
    return {*_named(header)} >= NEEDED


def slide_table(sheet: Sheet) -> Found:
    """Raises CannotRead where two columns have one name."""
    header = _named(sheet.header)
    columns = {
        name: at for name in map(str.casefold, COLUMNS) if (at := column_of(header, name, sheet.name)) is not None
    }
    story = Story()
    for row in sheet.rows:
        _add(story, row, {name: row.cells[at].strip() for name, at in columns.items()})
    found = story.found()
    lost = (*sheet.lost, *found.lost, *unread(sheet, columns.values()))
    return replace(found, lost=lost, notes=(*sheet.notes, *found.notes))


def _add(story: Story, row: Row, cells: Mapping[str, str]) -> None:
    slide, kind = _slide(story, row, cells), cells.get("type", "").casefold()
    if kind not in KINDS:
        what = f'column "Type", {quoted(kind)}: no type{did_you_mean(kind, KINDS)}; it is an event here'
        story.lost.append(Loss(row.where, what))
    if kind == "title":
        story.add_title(slide, row.where)
    elif kind == "era":
        story.add_era(slide, row.where)
    elif event := story.add(slide, row.where):
        story.events.append(event)


def _slide(story: Story, row: Row, cells: Mapping[str, str]) -> Slide:
    def cell(name: str) -> str:
        return cells.get(name, "")

    return Slide(
        start=_date(story, row, cells, ""),
        end=_date(story, row, cells, "end "),
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


def _date(story: Story, row: Row, cells: Mapping[str, str], which: str) -> SlideDate:
    year, month, day, time = (cells.get(f"{which}{part}", "") for part in ("year", "month", "day", "time"))
    parts = clock(time) if time else None
    if time and parts is None:
        story.lost.append(
            Loss(row.where, f'column "{which.title()}Time", {quoted(time)}: this is no time; it is left out')
        )
    # Some programs write whole numbers of a column with gaps as 2025.0.
    year, month, day = (part.removesuffix(".0") for part in (year, month, day))
    return SlideDate(year, month, day, *(parts or ()))


def _named(header: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns whatever their capitals and spaces."""
    names = (" ".join(name.casefold().split()) for name in header)
    return tuple(ALSO.get(name, name) for name in names)
