"""A gap line is written only where nothing dated can have happened."""

import pytest

from tests.conftest import EVENT, Write
from timeline.compile import compile_timeline
from timeline.content.load import load
from timeline.pages.listing import Gap, gaps

DATES: dict[str, tuple[list[str], dict[int, Gap]]] = {
    "days between exact days of a month": (["2025-03-11", "2025-03-14"], {1: Gap("days", 2, 2)}),
    "one day between is none": (["2025-03-11", "2025-03-13"], {}),
    "days of two months": (["2025-03-28", "2025-04-05"], {}),
    "an uncertain day": (["2025-03-11?", "2025-03-16"], {}),
    "a range that reaches into them": (["2025-03-11", "2025-03-16", "[2025-03-12..2025-03-20]"], {}),
    "years between exact days": (["2014-03-01", "2024-03-01"], {1: Gap("years", 10, 10)}),
    "years between a month and a year": (["2015-02", "2024"], {1: Gap("years", 9, 10)}),
    "two neighbouring years": (["2014", "2015"], {}),
    "what began some time in a year and lasted": (["2014/2016", "2015-06-01"], {}),
    "what lasted until the gap": (["2014-03-01/2016-03-01", "2020-03-01"], {1: Gap("years", 4, 4)}),
    "what lasted through it": (["2014-03-01/2024-03-01", "2020-03-01"], {}),
    "what may have happened any time since": (["[2020-03-01..]", "2023-03-01"], {}),
    "what has no earliest day": (["2014-03-01", "2024-03-01", "[..2020-01-01]"], {1: Gap("years", 10, 10)}),
}


@pytest.mark.parametrize("what", DATES)
def test_a_gap_is_as_long_as_nothing_dated_can_have_happened(content: Write, what: str) -> None:
    dates, expected = DATES[what]
    files = {f"events/e{n}.yaml": EVENT.replace("2025-03-11", f'"{date}"') for n, date in enumerate(dates)}
    found = gaps(compile_timeline(load(content(files)), {}).rows)
    assert found == {f"e{n}": gap for n, gap in expected.items()}
