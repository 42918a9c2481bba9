"""What came of one build of a preview: whatever goes wrong in it is told, and ends nothing."""

import os
import time
import traceback
from collections.abc import Sequence, Set
from dataclasses import dataclass

from timeline.content.load import NoContent
from timeline.formats.text import framed
from timeline.options import Options, Report
from timeline.parts import MissingPart
from timeline.problems import Problem
from timeline.publish.manifest import CannotPublish
from timeline.resident import Resident
from timeline.search import CannotSearch
from timeline.theme import NoTheme
from timeline.workers import WorkerDied

# What a build can end in that is no fault of the program, each a sentence that says what is wrong.
KNOWN = (NoContent, MissingPart, NoTheme, CannotPublish, CannotSearch, WorkerDied, OSError)
# A problem's line, and where its source can be shown, the piece of it and the caret.
Frame = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: its report, or a sentence that says why there is none.

    changed names the files that were saved. errors and warnings are as a terminal shows them; the sentence is one of
    the errors. trace is where the program failed, if it did.
    """

    changed: tuple[str, ...]
    errors: tuple[Frame, ...]
    warnings: tuple[Frame, ...]
    seconds: float
    report: Report | None = None
    sentence: str = ""
    trace: str = ""

    @property
    def is_built(self) -> bool:
        """Whether the site now is that of the content."""
        return self.report is not None and self.report.update is not None


class Builds:
    """Builds one after the other, and tells what came of each."""

    def __init__(self) -> None:
        self._resident = Resident()
        self._frames: dict[Problem, Frame] = {}

    def built(self, options: Options, changed: tuple[str, ...]) -> Outcome:
        """Build, and tell what came of it; changed names the files that were saved since the last time."""
        start = time.perf_counter()
        try:
            report = self._resident.build(options)
        # A fault of the program may raise anything. The next save may be of something that it can build.
        except Exception as error:
            is_known = isinstance(error, KNOWN)
            sentence = str(error) if is_known else f"the program failed: {type(error).__name__}: {error}"
            trace = "" if is_known else traceback.format_exc()
            # Settings that cannot be read have a place, too.
            problem = getattr(error, "problem", None)
            frames = tuple(framed((problem,))) if problem else ((sentence,),)
            return Outcome(changed, frames, (), time.perf_counter() - start, sentence=sentence, trace=trace)
        seconds = time.perf_counter() - start
        root, there = str(options.content), os.path.realpath(options.content)
        files = {root + path.removeprefix(there) for path in changed}
        self._frames = self._of(report.problems, files)
        frames_of = {"error": list[Frame](), "warning": list[Frame]()}
        for problem in report.problems:
            frames_of[problem.severity].append(self._frames[problem])
        return Outcome(changed, tuple(frames_of["error"]), tuple(frames_of["warning"]), seconds, report)

    def _of(self, problems: Sequence[Problem], saved: Set[str]) -> dict[Problem, Frame]:
        """The frame of each; files that were not saved need not be read again for that."""
        known = {
            problem: self._frames[problem]
            for problem in problems
            if problem in self._frames and problem.place.file not in saved
        }
        new = [problem for problem in problems if problem not in known]
        return known | dict(zip(new, framed(new), strict=True))
