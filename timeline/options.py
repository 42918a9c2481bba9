"""What a build is asked for, and what it answers."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from timeline.problems import Problem
from timeline.publish.manifest import Update


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: today is an ISO 8601 day; base_url, where given, counts instead of site.yaml's.

    A preview is to be looked at while content is edited, not to be published. It leaves published.lock alone, so that
    what is new counts as published today; its static files keep their names, so that an edited one changes no page; its
    search is one file, however large, so that no index need be made; and it has no cards.

    told hears now and then how many steps of a stage, of how many, are done.
    """

    content: Path
    output: Path
    today: str
    cache: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    portable: bool = False
    strict: bool = False
    frozen: bool = False
    preview: bool = False
    jobs: int = 1
    told: Callable[[str, int, int], None] = lambda stage, done, of: None

    @property
    def keeps_lock(self) -> bool:
        """Whether published.lock stays as it is."""
        return self.drafts or self.frozen or self.preview

    @property
    def shows_today(self) -> bool:
        """Whether today shows in the site: what published.lock lacks, and is not to get, has no other day."""
        return self.drafts or self.preview


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or the problems for which it did nothing; seconds by stage; what it has left out, and why.

    doubt is a line that says why what the last build left could not be used, if that is so.
    """

    problems: Sequence[Problem]
    events: int = 0
    update: Update | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    doubt: str = ""


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Add what passes meanwhile to the seconds of a stage."""
    start = time.perf_counter()
    yield
    seconds[stage] = seconds.get(stage, 0) + time.perf_counter() - start


def project_of(content: Path) -> Path:
    """The folder that the content folder lies in; beside it are the site's own themes and the cache."""
    return Path(os.path.abspath(content)).parent
