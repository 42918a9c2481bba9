"""The header of a file of markwhen: its title and description, and how its dates are to be read.

It is YAML there, and read here line by line: what is no YAML is to cost no more than its own key.
"""

import re
from dataclasses import dataclass, field

from timeline.importers.markwhen.zones import Zone, zone_of

KEY = re.compile(r"(#?[^\s:#-][^:]*):(?:\s+(.*))?")
# What stands below an event or a heading: keys of one word.
PROPERTY = re.compile(r"\s*(?!-)([\w.-]+):(?:\s+(.*))?", re.ASCII)
BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?")
DAY_FIRST = re.compile(r"d{1,2}/M{1,2}/y{1,4}")
FLOW = re.compile(r"\[(.*)\]")


Lost = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says; what of it is not carried over, with its first and last line, counted from 1."""

    title: str = ""
    description: str = ""
    day_first: bool = False
    zone: Zone = field(default_factory=Zone)
    lost: tuple[Lost, ...] = ()


def header_of(lines: list[str], first: int) -> Header:
    """The header that these lines are; first is the number of the first of them."""
    lost: list[Lost] = []
    there: set[str] = set()
    title = description = ""
    day_first = False
    zone = Zone()
    for number, last, key, value in _entries(lines, first, lost):
        told = f"{shortened(key)} of the header is not carried over"
        match key.casefold():
            case name if name in there:
                lost.append((number, last, f"{told}, for it is there already: {shortened(value)}"))
            case "title":
                title = value
            case "description":
                description = value
            case "dateformat" if DAY_FIRST.fullmatch(value):
                day_first = True
            case "dateformat" if not re.fullmatch("M{1,2}/d{1,2}/y{1,4}", value):
                lost.append(
                    (number, last, "dateFormat has rules of its own: dates in no other form than theirs are text")
                )
            case "timezone" | "tz":
                if (named := zone_of(value)) is not None:
                    zone = named
                else:
                    lost.append((number, last, f"there is no time zone {shortened(value)}"))
            case _ if key.startswith("#"):
                lost.append((number, last, f"how the tag {key} looks is not carried over"))
            case name if name != "dateformat":
                lost.append((number, last, f"{told}: {shortened(value)}"))
        there.add(key.casefold())
    return Header(title, description, day_first, zone, tuple(sorted(lost)))


def values_of(value: str) -> tuple[str, ...]:
    """The values of a property that may be a list: `[a, b]` or `a, b`."""
    found = FLOW.fullmatch(value)
    return tuple(filter(None, (scalar(each.strip()) for each in (found[1] if found else value).split(","))))


def scalar(value: str) -> str:
    """A value without the quotation marks that YAML may put around it."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\/])', r"\1", value[1:-1].replace("\\n", "\n"))
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def shortened(text: str) -> str:
    """The text in quotation marks, on one line and cut where it is long."""
    line = " ".join(text.split())
    return f'"{line[:60]}…"' if len(line) > 61 else f'"{line}"'


def _entries(lines: list[str], first: int, lost: list[Lost]) -> list[tuple[int, int, str, str]]:
    """First and last line, key and value of each entry; what belongs to none is lost."""
    entries: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(lines, first):
        if line.lstrip().startswith("//") or (line.strip() and not line.strip("- \t")):
            continue
        found = KEY.fullmatch(line.rstrip())
        if found is not None:
            entries.append((number, found[1].strip(), [found[2] or ""]))
        elif entries and (not line.strip() or line[0].isspace() or line.startswith("- ")):
            # Comments stand between the lines of an entry, too.
            entries[-1][2].extend([""] * (number - entries[-1][0] - len(entries[-1][2])))
            entries[-1][2].append(line)
        elif line.strip():
            lost.append((number, number, f"text before the first event: {shortened(line)}"))
    return [
        (number, number + max(at for at, line in enumerate(below) if line.strip() or not at), key, _value(below))
        for number, key, below in entries
    ]


def _value(lines: list[str]) -> str:
    head, *below = lines
    if BLOCK.fullmatch(head):
        return "\n".join(line.strip() for line in below).strip()
    return scalar(" ".join(part for line in (head, *below) if (part := line.strip())))
