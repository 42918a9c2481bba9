"""markwhen is read as its own parser reads it; where it is not, the case says why."""

import random
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest

from tests.importers.markwhen_parser import parsed
from timeline.dates import Edtf, day_number, parse
from timeline.importers.found import Found
from timeline.importers.markwhen import read

Answers = dict[str, dict[str, Any]]
EPOCH = day_number(1970, 1, 1)

SAME = {
    "standard dates": "2012: a\n2012-05: b\n2012-05-06: c\n0044: d\n9999: e",
    "standard ranges": (
        "1964/2008: a\n2004-06 / 2006-08: b\n2004-02-01/ 2005-02-08: c\n2004-02-01/2005: d\n2005/2006-02: e"
    ),
    "weeks": "2025-W11: a\n2025W11-3: b\n2020-W53/2021-W02: c",
    "times of day": (
        "2025-03-11 14:00: a\n2025-03-11 2:30pm: b\n2025-03-11 9am/2025-03-11 17:00: c\n2025-03-11 12am: d"
    ),
    "moments": (
        "2025-03-11T14:00:00Z: a\n2025-03-11T14:00:00Z - 2025-04-01T01:02:03Z: b\n2021-01-02T06:27:00Z-2022: c"
    ),
    "American dates": (
        "04/1776: a\n1/30/1888: b\n11/11/2024-12/12/2024: c\n12/25/2001 9am: d\n12/25/2001, 9:15pm: e\n12345: f"
    ),
    "dates in words": (
        "Mar 2025: a\n11 March 2025: b\nMarch 11, 2025: c\n"
        "mar 11 2025 to 3 April 2025: d\nSept 2025: no\nMay 5 2020 14:30: e"
    ),
    "years with a dash": "2012 - 2014: a\n2012-2014: b\n100 - 200: c\n2012 to 2014: d\nJan 2012 - Mar 2013: e",
    "mixed ranges": "1 Jan 1998 to 11/11/2011 8am: a\n1998 - 06/01/2000: b\n2001 - 18 March 2026: c",
    "an end at a time": "Mar 11 2025 2pm - 4pm: a\nMar 11 2025 22:00 - 2am: b\nMar 11 2025 - 4pm: c",
    "lengths": (
        "2018/3 years: a\n2018-03/2 months: b\n01/01/2023 - 2 weeks: c\n"
        "2024-01-31/1 month: d\n2023-01-01/1 year, 2 days: e"
    ),
    "lengths of moments": (
        "2025-03-11 14:00/2 hours: a\n2025-03-11T14:00:00Z - 1 day 30 min: b\n2025-01-31 10:00/1 month: c"
    ),
    "eras": "44 BCE: a\n100 AD: b\n1 BC: c\n10000 BCE: d",
    "times in a zone": (
        "timezone: America/New_York\n2025-03-11 14:00: a\n2025-01-11 2pm / 3 hours: b\n2025-03-09 01:30/2 hours: c"
    ),
    "times in an offset": (
        "tz: -3\n2025-03-11 14:00: a\n# S\ntimezone: +05:30\n2025-03-11 14:00: b\ntz: 2\n2025-03-11 14:00: c"
    ),
    "tags": "2012: one #a #b\n#c and text\n2013: two #1 #2x\n2014: #first three",
    "a hash in an address": "2012: https://example.org/#part #tag",
    "names of events": "2012: one !first #tag\n2013: two\nid: second\n2014: three\nkind: other\n",
    "comments": "// one\n2012: a\n// 2013: no\n  //2014: no\n2015: b",
    "headings": "# A\n2012: a\n## B #tag\n2013: b\n# C\n2014: c\n### D\n2015: d\n## E\n2016: e",
    "headings that are none": "2012: a\n####### seven\n#none\n2013: b",
    "a header": "title: The title\ndescription: What it is\n\n2012: a",
    "front matter": "---\ntitle: The title\n2013: no event\n---\n2012: a",
    "a quoted title": 'title: "A: B"\n2012: a',
    "folded lines": "title: A\ndescription: >\n  one\n  two\n2012: a",
    "texts": "2012: one\nwith: text\n\nNot 2013: no event\nTo be: or not\n 2014: two\n\t2015: three",
    "the first day of what is repeated": "2025-03-11 every 2 days for 3 weeks: a\n12/25/2001 every year: b",
    "white space": "  2012  :   a  \n2013:b\n 2014 /\t2015 : c",
    "line ends": "2012: a #b\r\nmore\r\n2013: c\r\n",
    "checkboxes below": "2012: to do\n- [ ] one\n- [x] two: three\n2013: b",
    "words that begin like dates": (
        "2012: a\nMayor: no\nMarch on: no\n20 yards: no\nnowhere: no\nbytes: no\nafter all: no\n2013: b"
    ),
}

GROUPS = {
    "groups": "group A\n2012: a\ngroup B\n2013: b\nendGroup\n2014: c\nendGroup\n2015: d",
    "sections": "section A #tag\n  2012: a\n  group B\n    2013: b\n  end\nendSection\n2014: c",
    "groups that do not end": "2011: z\ngroup A\n2012: a\ngroup B\n2013: b",
    "ends of nothing": "2012: a\n2013: b\ngroup A\n2014: c\nendGroup\n2015: d",
    "a group without a name": "group\n2012: a\nendGroup\n2013: b",
    "capitals": "Group A\n2012: a\nENDGROUP\n2013: b",
    "European dates": "dateFormat: d/M/y\n30/1/1888: a\n04/1776: b\n01/02/2023 - 14/02/2023: c\n25/12/2001 9am: d",
}

# What the parser finds otherwise, each with what is found here, and why: title, date.
OTHERWISE = {
    "what is relative to other events is left out": (
        "2012: a\n5 days: b\nafter !x 2 weeks: c\n.end: d",
        [("a", "2012")],
    ),
    "what is counted back is left out": ("2012: a !x\nby !x 1 week: b\nbefore !x 1 month - 2 days: c", [("a", "2012")]),
    "today is no date": ("now: a\nnow - 10 years: b\n2012: c", [("c", "2012")]),
    "an end that is today is open": (
        "2020/now: a\n2020-02-22T12:13:14Z-now: b",
        [("a", "2020/.."), ("b", "2020-02-22T12:13:14Z/..")],
    ),
    "no year is not this year": ("May 5: a\nMar 11 - Mar 13 2025: b\nMay: c\n2012: d", [("d", "2012")]),
    "a time alone has no day": ("2012-01-02: a\n12:30: b\n9am - 5pm: c\n25: d", [("a", "2012-01-02")]),
    "a length finer than its start does not make it finer": (
        "2018/6 months: a\n2018-03/2 weeks: b",
        [("a", "2018/"), ("b", "2018-03/")],
    ),
    "working days need a calendar": ("2022-07-13/5 week days: a", [("a", "2022-07-13/")]),
    "an end that another event gives is not known": ("2012: a !x\n2011/!x: b", [("a", "2012"), ("b", "2011/")]),
    "a time of a year is none": ("2012 - 05: a", [("a", "2012/")]),
    "the end of a range of eras is a whole year": (
        "300 - 200 BC: a\n50 BC - 50 AD: b\n2012–2014: c",
        [("a", "-0299/-0199"), ("b", "-0049/0050"), ("c", "2012/2014")],
    ),
    "eras may be small": ("44 bce: a", [("a", "-0043")]),
    "impossible days are no dates": ("2025-02-30: a\n13/13/2001: b\n2025-13: c\n0 BCE: e\n2012: d", [("d", "2012")]),
    "seasons are not of this format": ("2025-21: a\n21/2025: b", []),
    "what ends before it begins is no date": ("2014 - 2012: a", []),
    "items of lists are text": ("2012: a\n- 2013: b\n- by: c", [("a", "2012")]),
    "no date at all begins no event": ("2012: a\n: b\nby: c\nplus: d\nevery thing: e", [("a", "2012")]),
    "an event needs a title": ("2012:\n2013: a", [("a", "2013")]),
    "an event without a title has its text": ("2012:\nsome text", [("some text", "2012")]),
    "a tag among words is a word": ("2012: The #war in #Europe began #x", [("The war in Europe began", "2012")]),
    "a tag may have any letters": ("2012: a #Café", [("a", "2012")]),
    "a place among words is a word": ("2012: In [Rome](location) again", [("In Rome again", "2012")]),
    "a title has the words of links": ("2012: See [here](https://example.org) now", [("See here now", "2012")]),
    "a box is no part of a title": ("2012: [x] done", [("done", "2012")]),
    "a header that is no YAML is still read": ("title: A: B: C\n2012: a", [("a", "2012")]),
    "a colon in a header's words is no mistake": (
        "timezone: -3\ntitle: x: y\n2012-01-01 10:00: a",
        [("a", "2012-01-01T10:00-03:00")],
    ),
    "line ends of Windows hide no headings": ("# A\r\n2012: a\r\n", [("a", "2012")]),
    "groups are known where one ends": ("group A\n2012: a\nendGroup", [("a", "2012")]),
}


class Told(NamedTuple):
    path: tuple[str, ...]
    title: str
    start: int | None
    end: int | None
    tags: tuple[str, ...]


@pytest.fixture(scope="module")
def theirs() -> Answers:
    return dict(zip(SAME, parsed(list(SAME.values())), strict=True))


@pytest.mark.parametrize("case", SAME)
def test_a_text_is_read_as_markwhen_reads_it(theirs: Answers, tmp_path: Path, case: str) -> None:
    found = found_in(SAME[case], tmp_path)
    assert (found.title, found.description) == (theirs[case]["title"], theirs[case]["description"].strip())
    assert ours(found) == told(theirs[case])


@pytest.fixture(scope="module")
def theirs_with_groups() -> Answers:
    return dict(zip(GROUPS, parsed(list(GROUPS.values()), "groups"), strict=True))


@pytest.mark.parametrize("case", GROUPS)
def test_groups_are_read_as_markwhen_read_them(theirs_with_groups: Answers, tmp_path: Path, case: str) -> None:
    assert ours(found_in(GROUPS[case], tmp_path)) == told(theirs_with_groups[case])


@pytest.fixture(scope="module")
def theirs_otherwise() -> Answers:
    return dict(zip(OTHERWISE, parsed([text for text, _ in OTHERWISE.values()]), strict=True))


@pytest.mark.parametrize("reason", OTHERWISE)
def test_what_is_read_otherwise_has_a_reason(theirs_otherwise: Answers, tmp_path: Path, reason: str) -> None:
    text, events = OTHERWISE[reason]
    found = found_in(text, tmp_path)
    assert [(event.title, event.date) for event in found.events] == events
    theirs = theirs_otherwise[reason]
    assert (ours(found), found.title) != (told(theirs), theirs["title"]), "the parser does the same by now"


@pytest.mark.parametrize("of", ["today", "groups"])
def test_generated_texts_are_read_as_markwhen_reads_them(tmp_path: Path, of: Literal["today", "groups"]) -> None:
    texts = [generated(random.Random(seed), of) for seed in range(150)]
    for text, theirs in zip(texts, parsed(texts, of), strict=True):
        assert ours(found_in(text, tmp_path)) == told(theirs), text


def generated(chance: random.Random, of: Literal["today", "groups"]) -> str:
    """A text of events, sections and descriptions; its dates are of all forms that are carried over."""
    lines = ["title: generated", ""] if chance.random() < 0.5 else []
    for number in range(chance.randrange(1, 12)):
        lead = chance.choice(["", "", "  ", "\t"])
        if chance.random() < 0.25:
            lines.append(
                f"{'#' * chance.randrange(1, 5)} S{number}"
                if of == "today"
                else chance.choice([f"group G{number}", f"{lead}section S{number} #x", "endGroup", "endSection"])
            )
        tags = "".join(f" #t{chance.randrange(5)}" for _ in range(chance.randrange(3)))
        lines.append(f"{lead}{generated_date(chance)}: event {number}{tags}")
        lines += chance.choices(
            ["some text", "", "- an item", "// a comment", "more, at 12 o'clock"], k=chance.randrange(3)
        )
    return "\n".join(lines)


def generated_date(chance: random.Random) -> str:
    years = sorted(chance.sample(range(1000, 2100), 2))
    first, last = (
        chance.choice(
            [
                f"{year}",
                f"{year}-{chance.randrange(1, 13):02d}",
                f"{year}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
            ]
        )
        for year in years
    )
    one, two = (
        chance.choice(
            [
                f"{chance.randrange(1, 13)}/{year}",
                f"{chance.randrange(1, 13):02d}/{chance.randrange(1, 29)}/{year}",
                f"{chance.choice(['Jan', 'february', 'SEP'])} {year}",
                f"{chance.randrange(1, 29)} {chance.choice(['Oct', 'December', 'may'])} {year}",
                f"{chance.choice(['June', 'Aug'])} {chance.randrange(1, 29)}, {year}",
                f"March {chance.randrange(1, 29)} {year} {chance.choice(['3pm', '14:05', '9'])}",
            ]
        )
        for year in years
    )
    return chance.choice([first, one, f"{first}/{last}", f"{one} - {two}", f"{one} to {two}", f"{years[0]} - {two}"])


def found_in(text: str, folder: Path) -> Found:
    file = folder / "timeline.mw"
    file.write_bytes(text.encode())
    return read(file)


def ours(found: Found) -> list[Told]:
    return [
        Told(
            tuple(filter(None, event.thread.split(" / "))), event.title, *instants(parse(event.date)), tuple(event.tags)
        )
        for event in found.events
    ]


def told(theirs: dict[str, Any]) -> list[Told]:
    return [
        Told(
            tuple(filter(None, event["path"])),
            # The parser takes the colon behind an era for a part of the title.
            event["title"].removeprefix(":").strip(),
            event["from"],
            event["to"],
            tuple(event["tags"]),
        )
        for event in theirs["events"]
    ]


def instants(date: Edtf) -> tuple[int | None, int | None]:
    """The first second that a date can mean, and the first one after it; None where it is open."""
    start = None if date.earliest is None else (date.earliest - EPOCH) * 86400
    end = None if date.latest is None else (date.latest + 1 - EPOCH) * 86400
    if start is not None and date.start is not None and date.start.time is not None:
        start += date.start.time.instant()
    if end is not None and date.end is not None and date.end.time is not None:
        end += date.end.time.instant() - 86400
    return start, end
