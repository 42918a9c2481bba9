"""What is told of an import beside its events: what was lost, and what should be looked at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.importers.found import Loss

NUMBER = re.compile(r"(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Told:
    """Grows while events are placed."""

    lost: list[Loss] = field(default_factory=list)
    notes: list[Loss] = field(default_factory=list)

    def without(self, places: Iterable[str]) -> "Told":
        """All but what is told of these places."""
        left_out = {*places}
        told = ([one for one in each if one.where not in left_out] for each in (self.lost, self.notes))
        return Told(*told)

    def lose(self, where: str, what: str) -> None:
        self.lost.append(Loss(where, what))

    def note(self, where: str, what: str) -> None:
        self.notes.append(Loss(where, what))


def in_order(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """As they stand in the source, of which places such as `row 12` tell; each of them once."""
    return tuple(sorted(dict.fromkeys(losses), key=lambda loss: _natural(loss.where)))


def _natural(where: str) -> tuple[tuple[str, int], ...]:
    pieces = NUMBER.split(where)
    # A number that is no place but, say, part of a column's name may have any number of digits.
    numbers = (int(piece[:9]) for piece in pieces[1::2])
    return tuple(zip(pieces[::2], [*numbers, 0], strict=True))
