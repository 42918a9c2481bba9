"""What addresses answered, kept for some days, so that nobody is asked again and again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from timeline.kept import read_table, write_table
from timeline.links.answer import Answer, Verdict
from timeline.problems import printable

TABLE = "timeline links 1"
# Days after which an address is asked again: what is broken may have been mended.
DAYS: Mapping[Verdict, int] = {"fine": 7, "moved": 7, "broken": 1, "unknown": 1}


@dataclass(frozen=True, slots=True)
class Known:
    """What an address answered, and on which ISO 8601 day."""

    day: str
    answer: Answer


def known(file: Path, today: str) -> dict[str, Known]:
    """What is known of addresses and not too old on this day."""
    rows, _ = read_table(file, TABLE, 5)
    return dict(_lasting(rows, today))


def keep(file: Path, answers: Mapping[str, Known]) -> None:
    """Keep it for the next time. Raises OSError."""
    write_table(
        file,
        TABLE,
        (
            (url, one.day, one.answer.verdict, printable(one.answer.why), one.answer.moved_to)
            for url, one in sorted(answers.items())
            if one.answer.asked
        ),
    )


def _lasting(rows: list[list[str]], today: str) -> Iterator[tuple[str, Known]]:
    for url, day, verdict, why, moved_to in rows:
        try:
            age = (date.fromisoformat(today) - date.fromisoformat(day)).days
        except ValueError:
            continue
        for name in get_args(Verdict):
            if name == verdict and 0 <= age < DAYS[name]:
                yield url, Known(day, Answer(name, why, moved_to))
