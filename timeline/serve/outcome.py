"""What came of one build of a preview: whatever goes wrong in it is told, and ends nothing."""

import time
import traceback
from collections.abc import Iterable, Sequence
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


def built(resident: Resident, options: Options, changed: tuple[str, ...]) -> Outcome:
    """Build, and tell what came of it; changed names the files that were saved since the last time."""
    start = time.perf_counter()
    try:
        report = resident.build(options)
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
    return Outcome(changed, _frames(report.problems, "error"), _frames(report.problems, "warning"), seconds, report)


def _frames(problems: Sequence[Problem], severity: str) -> tuple[Frame, ...]:
    chosen: Iterable[Problem] = (problem for problem in problems if problem.severity == severity)
    return tuple(framed(chosen))
