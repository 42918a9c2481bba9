"""Pages made in processes: what of them is new lies in the staging folder afterwards."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.fingerprint import mark, sha256
from timeline.page import Page, Plan, Step
from timeline.publish import output
from timeline.publish.manifest import Manifest, Written
from timeline.theme import Theme
from timeline.workers import shared_out

# Beside the pages, where no page lies.
PIECES = ".pieces"


class Made(NamedTuple):
    """A page that was made: how its file is to lie there, whether that lies in the staging folder, not yet in place."""

    path: str
    written: Written
    is_staged: bool
    is_listed: bool


class Piece(NamedTuple):
    """Where a piece of a file lies: in a file of the process that made it."""

    path: str
    process: int
    offset: int
    size: int


class Pieces:
    """The file that the pieces of this process lie in. It is opened for the first one, so that no fork shares it."""

    def __init__(self) -> None:
        self.process = self.opened = self.size = 0

    def add(self, path: str, content: bytes, staging: str) -> Piece:
        if not self.process:
            self.process = os.getpid()
            self.opened = os.open(f"{staging}/{PIECES}-{self.process}", output.CREATE, 0o666)
        output.write_whole(self.opened, content)
        self.size += len(content)
        return Piece(path, self.process, self.size - len(content), len(content))

    def close(self) -> None:
        if self.process:
            os.close(self.opened)


@dataclass(frozen=True, slots=True)
class Making:
    """How pages are made: with what theme, into which staging folder; beside what is known of the files in place.

    is_first says that no file is in place.
    """

    theme: Theme
    staging: str
    folder: str
    known: Manifest
    program: str
    is_first: bool = False
    pieces: Pieces = field(default_factory=Pieces)

    def all_of(self, plan: Plan, jobs: int, told: Callable[[int, int], None]) -> dict[str, Made]:
        """Every page of the plan by its path; told hears how many steps of how many are done."""
        with closing(self.pieces):
            told_of = shared_out(self._step(plan), plan.steps, jobs, plan.effort, told, plan.akin)
        results = [json.loads(result) for result in told_of]
        made = [Made(path, Written(*written), *flags) for pages, _ in results for path, written, *flags in pages]
        joined = list(self._joined([Piece(*piece) for _, pieces in results for piece in pieces]))
        sizes = {one.path: one.written.size for one in joined}
        last = plan.last([one.path for one in made if one.is_listed], sizes)
        made += [*joined, *(self._made(page) for page in last)]
        found = {one.path: one for one in made}
        assert len({path.casefold() for path in found}) == len(made), "two pages have one path"
        return found

    def put(self, path: str, content: bytes, data_mark: str = "", is_listed: bool = False) -> Made:
        """Stage a file, unless it lies in place already."""
        digest, before = sha256(content), self.known.get(path)
        if before and before.sha256 == digest and before.lies_unchanged(f"{self.folder}/{path}"):
            return Made(path, before._replace(mark=data_mark), False, is_listed)
        if not self.is_first and not before and (lying := output.lying(f"{self.folder}/{path}", content)):
            return Made(path, Written(data_mark, digest, *lying), False, is_listed)
        size_and_time = output.write(f"{self.staging}/{path}", content)
        return Made(path, Written(data_mark, digest, *size_and_time), True, is_listed)

    def _step(self, plan: Plan) -> Callable[[Step], str]:
        """A function that makes the pages of a step, and tells of them in JSON."""

        def make(step: Step) -> str:
            pages = list(plan.pages(step))
            whole = [self._made(page) for page in pages if not page.piece]
            return json.dumps((whole, [self._piece(page) for page in pages if page.piece]))

        return make

    def _made(self, page: Page) -> Made:
        if page.effort == 1:
            return self.put(page.path, page.write(self.theme, page.data), "", page.listed)
        shared = (self.program, self.theme.mark if page.themed else "")
        data_mark, before = mark((page.path, shared, page.data)), self.known.get(page.path)
        if before and before.mark == data_mark and before.lies_unchanged(f"{self.folder}/{page.path}"):
            return Made(page.path, before, False, page.listed)
        return self.put(page.path, page.write(self.theme, page.data), data_mark, page.listed)

    def _piece(self, page: Page) -> Piece:
        return self.pieces.add(page.path, page.write(self.theme, page.data), self.staging)

    def _joined(self, pieces: Sequence[Piece]) -> Iterable[Made]:
        """The files that pieces make, each in the order of its own."""
        with ExitStack() as stack:
            names = {process: f"{self.staging}/{PIECES}-{process}" for _, process, *_ in pieces}
            held = {process: stack.enter_context(open(name, "rb")).fileno() for process, name in names.items()}
            for path in dict.fromkeys(piece.path for piece in pieces):
                own = (piece for piece in pieces if piece.path == path)
                yield self.put(path, b"".join(os.pread(held[one.process], one.size, one.offset) for one in own))
        for name in names.values():
            os.unlink(name)
