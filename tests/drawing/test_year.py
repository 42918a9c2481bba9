"""A year's small strip."""

import gzip
import random
import re

import pytest

from tests.drawing.events import any_event, event, on
from tests.drawing.words import say
from timeline.dates import day_number
from timeline.drawing.event import Drawn
from timeline.drawing.year import year_svg

IDS = re.compile(r'<g id="([^"]+)">')


def year(count: int) -> list[Drawn]:
    """So many events of all kinds that begin in 2025."""
    chance = random.Random(count)
    return [any_event(chance, f"e{number}", day_number(2025, 1, 1) + chance.randrange(365)) for number in range(count)]


@pytest.mark.parametrize("count", [1, 10, 300, 2_000])
def test_each_event_can_be_brought_out_by_its_id(count: int) -> None:
    events = year(count)
    assert IDS.findall(year_svg(2025, events, say)) == [event.id for event in events]


def test_what_lies_beyond_the_year_is_not_drawn_in_it() -> None:
    first = float(day_number(2025, 1, 1))
    decade = event("decade", float(day_number(2020, 1, 1)), float(day_number(2030, 1, 1)), "within")
    told = ((first + 69, first + 70), (first - 900, first - 899))
    contested = event("contested", first + 69, first + 70, points=told, contested=True)
    drawing = year_svg(2025, [decade, contested, on("e", 2025, 12, 1)], say)
    of_decade = drawing[drawing.index('id="decade"') : drawing.index('id="contested"')]
    assert 45 < float(re.findall(r'x="([\d.]+)%"', of_decade)[-1]) < 55
    assert "join" not in drawing


def test_few_events_are_dots_and_many_are_columns() -> None:
    few, many = ([on(f"e{number}", 2025, 3, 11) for number in range(count)] for count in (8, 9))
    assert year_svg(2025, few, say).count('<circle class="dot"') == 8
    assert year_svg(2025, many, say).count('class="dot"') == year_svg(2025, many, say).count('<rect class="dot"') == 1


def test_ten_thousand_events_of_one_year_are_less_than_150_kilobytes_as_servers_send_them() -> None:
    assert len(gzip.compress(year_svg(2025, year(10_000), say).encode())) < 150_000
