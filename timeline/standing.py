"""Whether anything is to be done: a build whose inputs are those of the last one leaves its site as it stands."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.content.head import at_head, is_kept_by_git
from timeline.content.sources import PUBLISHED, Sources, all_digests, look, mark_of
from timeline.content.sources import remember as remember_sources
from timeline.fingerprint import THEMES, mark, program_mark, sha256
from timeline.installed import PARTS, missing
from timeline.kept import read_table, write_table
from timeline.options import Options, Report, project_of
from timeline.problems import Place, Problem
from timeline.publish.manifest import Update, manifest_file, name_of, read_manifest
from timeline.version import VERSION

TABLE = "timeline build 1"


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made from: the files of its content, a mark of the program, and one of all else."""

    sources: Sources
    program: str
    besides: str

    @property
    def marks(self) -> list[str]:
        return [self.sources.mark, self.program, self.besides]


class Told(Sequence[Problem]):
    """The problems that an earlier build told, made from what was kept of them only when somebody looks at them."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        found = self._rows[index]
        return _problem(found) if isinstance(index, int) else tuple(map(_problem, found))

    def __iter__(self) -> Iterator[Problem]:
        return map(_problem, self._rows)


def inputs_of(options: Options) -> Inputs:
    """Look at all that the site is made from."""
    sources = look(str(options.content), kept(options, "sources"), (PUBLISHED,))
    committed = at_head(options.content / PUBLISHED) if is_kept_by_git(options.content) else None
    asked = (str(options.content), options.base_url, options.drafts, options.portable, options.strict, options.frozen)
    # Without drafts, every entry has a day of its own in published.lock.
    today = options.today if options.drafts else ""
    themes = [mark_of(all_digests(str(folder))) for folder in (project_of(options.content) / "themes", *THEMES)]
    parts = [part for part in PARTS if missing(part)]
    return Inputs(sources, program_mark(), mark((VERSION, themes, asked, today, committed, parts)))


def as_it_stands(options: Options, inputs: Inputs) -> tuple[Report | None, str]:
    """What the last build reported, if another one would leave the same site.

    Else None, and in a few words why what it left could not be used, if that is why.
    """
    record = _record(options)
    if record is None or options.cache is None:
        return None, ""
    rows, doubt = read_table(record, TABLE, 1)
    if not rows:
        return None, doubt
    sources, program, besides, lock, events, notes = json.loads(rows[0][0])
    if program != inputs.program:
        return None, "it is of another version of the program, of Python or of a library"
    if [sources, program, besides] != inputs.marks or lock != _lock(options):
        return None, ""
    manifest, _ = read_manifest(manifest_file(options.cache, options.output))
    folder = str(options.output)
    if not manifest or not all(one.lies_unchanged(f"{folder}/{path}") for path, one in manifest.items()):
        return None, ""
    if inputs.sources.moved and (memory := kept(options, "sources")):
        remember_sources(memory, inputs.sources)
    size = sum(one.size for one in manifest.values())
    problems = Told([json.loads(row[0]) for row in rows[1:]])
    return Report(problems, events, Update({}, len(manifest), (), size), notes=tuple(notes)), ""


def remember(options: Options, inputs: Inputs, report: Report) -> None:
    """Keep what the build was made from, and what it reported, for the next one."""
    memory, record = kept(options, "sources"), _record(options)
    if memory and record:
        remember_sources(memory, inputs.sources)
        built = (*inputs.marks, _lock(options), report.events, report.notes)
        rows = [json.dumps(built), *(json.dumps(_row(problem)) for problem in report.problems)]
        write_table(record, TABLE, ((row,) for row in rows))


def kept(options: Options, what: str) -> Path | None:
    """The file in the cache that keeps something of this content folder: its `sources`, a `memo`."""
    return options.cache / f"{name_of(options.content)}.{what}" if options.cache else None


def _record(options: Options) -> Path | None:
    return options.cache / f"{name_of(options.output)}.build" if options.cache else None


def _lock(options: Options) -> str:
    try:
        return sha256((options.content / PUBLISHED).read_bytes())
    except OSError:
        return ""


def _row(problem: Problem) -> list[Any]:
    place = problem.place
    return [place.file, place.line, place.column, problem.code, problem.message, problem.severity, *problem.entry]


def _problem(row: Sequence[Any]) -> Problem:
    file, line, column, code, message, severity, kind, name = row
    return Problem(Place(file, line, column), code, message, severity, (kind, name))
