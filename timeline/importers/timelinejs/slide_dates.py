"""The dates of TimelineJS's slides as EDTF: as precise as they were, and what had to be left out of them."""

import re
from dataclasses import dataclass

from timeline.dates import DateError, Edtf, in_words, parse, weekday_words
from timeline.problems import quoted

LONGEST_TOLD = 300
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBER = re.compile(r"-?[0-9]{1,15}")
FIRST_DAY = re.compile(r"-?[0-9]{4}-(?:0[1-9]|1[0-2])-01")
MIDNIGHT = re.compile(r"T00:00(?::00)?$")
CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]?([0-9]{2})(?:[:.]([0-9]{2})(?:[.,:]([0-9]{1,3}))?)?)?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE
)
TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
# What stands between the two ends of a span, or before and behind the parts of a date, and says nothing by itself.
SILENT = {"to", "until", "till", "and", "from", "of", "the", "at", "th", "st", "nd", "rd"}
# What our own words for a date have beside its parts.
UNSAID = {"ce", "day", "start", "end", "not", "known"}
ERAS = {"bc": "bce", "ad": "ce"}


@dataclass(frozen=True, slots=True)
class SlideDate:
    """A date as a slide has it: the text of each part, empty where nothing is said, and what is to be shown for it."""

    year: str = ""
    month: str = ""
    day: str = ""
    hour: str = ""
    minute: str = ""
    second: str = ""
    millisecond: str = ""
    display: str = ""

    def __bool__(self) -> bool:
        return any(part.strip() for part in self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.year, self.month, self.day, self.hour, self.minute, self.second, self.millisecond


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date is in EDTF, what was left out of it, and what a person should look at."""

    edtf: str
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def reading(start: SlideDate, end: SlideDate) -> Reading:
    """A slide's dates as one: an interval where both are there and differ. Raises DateError where there is none.

    Its years count as those TimelineJS shows: -44 is 44 BCE, which is the year -0043 of EDTF (ISO 8601).
    """
    if not start and not end:
        raise DateError("it has no date")
    if not end:
        return _one(start)
    try:
        last = _one(end)
    except DateError as error:
        if not start:
            raise
        first = _one(start)
        said = quoted(" ".join(filter(None, end.parts)), LONGEST_TOLD)
        return Reading(first.edtf, (*first.lost, f"the end is left out, {said}: {error}"), first.notes)
    if not start:
        return Reading(f"/{last.edtf}", last.lost, (*last.notes, "it has an end, but no start"))
    return _both(_one(start), last)


def says_the_same(display: str, date: Edtf) -> bool:
    """Do words that are shown for a date name it and nothing else, in whatever order and however shortened?"""
    said = _tokens(display)
    named = [_tokens(words) for words in (in_words(date), weekday_words(date), date.text)]
    return not said or said in named or said in [tokens - UNSAID for tokens in named]


def written_date(text: str) -> SlideDate | None:
    """A date that TimelineJS's older forms have in one text, or None.

    `2011,12,10,07,02` counts down from the year, `12/10/2011` and `12/2011` are American, and `2011-12-10` is ISO.
    """
    text = text.strip()
    if found := re.fullmatch(r"-?[0-9]+(?:\s*,\s*[0-9]*){0,6}", text):
        return SlideDate(*[part.strip() for part in found[0].split(",")])
    if found := re.fullmatch(r"([0-9]{1,2})/(?:([0-9]{1,2})/)?(-?[0-9]{1,6})(?:\s+(\S.*))?", text):
        return _with_clock(SlideDate(year=found[3], month=found[1], day=found[2] or ""), found[4])
    if found := re.fullmatch(r"(-?[0-9]{4,6})-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T\s]\s*(\S.*))?)?", text):
        return _with_clock(SlideDate(year=found[1], month=found[2], day=found[3] or ""), found[4])
    return None


def clock(text: str) -> tuple[str, str, str, str] | None:
    """Hour, minute, second and millisecond of a time as TimelineJS's sheets have it, or None.

    `14:05`, `2:05 PM`, `1405`, `14:05:30.250`, `2pm`; a part that is not said is empty.
    """
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, half = int(found[1]), found[5]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return str(hour), found[2] or "", found[3] or "", found[4] or ""


def _with_clock(date: SlideDate, text: str | None) -> SlideDate | None:
    if not text:
        return date
    parts = clock(text)
    return SlideDate(date.year, date.month, date.day, *parts) if parts else None


def _both(first: Reading, last: Reading) -> Reading:
    lost, notes = (*first.lost, *last.lost), (*first.notes, *last.notes)
    if first.edtf == last.edtf:
        return Reading(first.edtf, tuple(dict.fromkeys(lost)), tuple(dict.fromkeys(notes)))
    both = f"{first.edtf}/{last.edtf}"
    try:
        parse(both)
    except DateError:
        return Reading(first.edtf, (*lost, f"the end is left out: {last.edtf} is before {first.edtf}"), notes)
    return Reading(both, lost, notes)


def _one(date: SlideDate) -> Reading:
    """One date, known to the finest part that goes with those before it."""
    text, notes = _year(date.year)
    lost = []
    # After a year of more than four digits EDTF has nothing finer.
    goes_on = not text.startswith("Y")
    for unit, name, mark, said in (
        ("month", "month", "-", _two_digits(date.month)),
        ("day", "day", "-", _two_digits(date.day)),
        ("moment", "time", "T", _time(date)),
    ):
        finer = text + mark + said
        if not said:
            goes_on = False
        elif goes_on and _is_date(finer, unit):
            text = finer
        else:
            goes_on = False
            lost.append(f"the {name} {quoted(said)} is left out: {text} has none such")
    if date.millisecond.strip(" 0"):
        lost.append(f"{quoted(date.millisecond)} milliseconds are left out")
    if FIRST_DAY.fullmatch(text):
        notes.append(f"{text} is a first day; is it known to the day?")
    if MIDNIGHT.search(text):
        notes.append(f"{text} is midnight; is that time known, or only the day?")
    return Reading(text, tuple(lost), tuple(notes))


def _year(given: str) -> tuple[str, list[str]]:
    """The year as EDTF writes it, and what a person should look at."""
    digits = re.sub(r"[\s,]", "", given)
    if not digits:
        raise DateError("its date has no year")
    if not NUMBER.fullmatch(digits):
        raise DateError(f"the year {quoted(given.strip())} is no number")
    shown = int(digits)
    notes = ["there is no year 0; it is taken for 1 BCE"] if shown == 0 else []
    year = shown + 1 if shown < 0 else shown
    text = f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04d}"
    parse(text)
    return text, notes


def _two_digits(part: str) -> str:
    """A month or day as EDTF writes it. There is none that is 0: programs write it for one that is not known."""
    return part.strip().zfill(2) if part.strip(" 0") else ""


def _time(date: SlideDate) -> str:
    """The time of day, empty where none is said; a coarser part that is not said is 0."""
    hour, minute, second = date.hour.strip(), date.minute.strip(), date.second.strip()
    if not (hour or minute or second):
        return ""
    return ":".join(part.zfill(2) for part in (hour or "0", minute or "0", second) if part)


def _is_date(text: str, unit: str) -> bool:
    """Is it one known to a unit? A month from 21 on would be a season."""
    try:
        return parse(text).precision == unit
    except DateError:
        return False


def _tokens(text: str) -> set[str]:
    """The words and numbers of a date, months as `3` for March, years and days without zeros before them."""
    found = set()
    for token in TOKEN.findall(text.casefold()):
        if token.isdecimal():
            found.add(str(int(token[:20])))
        elif token[:3] in MONTHS:
            found.add(f"month {MONTHS.index(token[:3]) + 1}")
        elif token not in SILENT:
            found.add(ERAS.get(token, token))
    return found
