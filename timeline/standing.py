"""Whether anything is to be done: a build whose inputs are those of the last one leaves its site as it stands."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from timeline.content.head import at_head, is_kept_by_git
from timeline.content.sources import PUBLISHED, Sources, all_digests, look, look_again, mark_of
from timeline.content.sources import remember as remember_sources
from timeline.fingerprint import THEMES, mark, program_mark, sha256
from timeline.kept import read_table, write_table
from timeline.options import Options, Report, project_of
from timeline.publish.manifest import Manifest, Update, manifest_file, name_of, read_manifest
from timeline.told import Told, line
from timeline.version import VERSION

TABLE = "timeline build 1"


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made from: the files of its content, and marks of the program, of the theme, of all else.

    filled is a mark of what of the theme pages are filled with: all but its static files.
    """

    sources: Sources
    program: str
    theme: str
    filled: str
    besides: str


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build into a folder was made from, and what it reported.

    sources, program and besides are the marks of its inputs, lock is the SHA-256 of published.lock as it left it. doubt
    says in a few words why nothing is known of it.
    """

    sources: str = ""
    program: str = ""
    besides: str = ""
    lock: str = ""
    events: int = 0
    notes: tuple[str, ...] = ()
    problems: Told = field(default_factory=lambda: Told(()))
    doubt: str = ""


def inputs_of(options: Options, before: Sources | None = None) -> Inputs:
    """Look at all that the site is made from; before are the files of the content as they were seen last, if known."""
    root, besides = str(options.content), (PUBLISHED,)
    sources = look_again(root, before, besides) if before else look(root, kept(options, "sources"), besides)
    themes = [all_digests(str(folder)) for folder in (project_of(options.content) / "themes", *THEMES)]
    theme = mark([mark_of(files) for files in themes])
    filled = mark([mark_of({path: one for path, one in files.items() if not _is_static(path)}) for files in themes])
    committed = at_head(options.content / PUBLISHED) if is_kept_by_git(options.content) else None
    asked = (str(options.content), _asked(options), options.strict, options.frozen)
    return Inputs(sources, program_mark(), theme, filled, mark((VERSION, theme, asked, committed)))


def _is_static(path: str) -> bool:
    """Whether a file of themes is one that is copied: `default/static/style.css`."""
    return path.split("/")[1:2] == ["static"]


def made_from(options: Options, inputs: Inputs, lock: bytes) -> str:
    """A mark of what a site is made from, the same on all machines; lock is what is in published.lock."""
    return mark((inputs.sources.mark, inputs.theme, _asked(options), sha256(lock)))


def last_build(options: Options, inputs: Inputs) -> Last:
    """What is known of the last build by this program into the output folder."""
    record = _record(options)
    rows, doubt = read_table(record, TABLE, 1) if record else ([], "")
    if not rows:
        return Last(doubt=doubt)
    sources, program, besides, lock, events, notes = json.loads(rows[0][0])
    if program != inputs.program:
        return Last(doubt="it is of another version of the program, of Python or of a library")
    return Last(sources, program, besides, lock, events, tuple(notes), Told([row for (row,) in rows[1:]]))


def as_it_stands(options: Options, inputs: Inputs, last: Last) -> Report | None:
    """What the last build reported, if another one would leave the same site."""
    if (
        options.cache is None
        or not last.sources
        or inputs.sources.mark != last.sources
        or not is_same(options, inputs, last)
    ):
        return None
    manifest = untouched(options)
    if not manifest:
        return None
    if inputs.sources.moved and (memory := kept(options, "sources")):
        remember_sources(memory, inputs.sources)
    size = sum(one.size for one in manifest.values())
    return Report(last.problems, last.events, Update({}, len(manifest), (), size), notes=last.notes)


def is_same(options: Options, inputs: Inputs, last: Last) -> bool:
    """Whether all that a site is made from is as it was, apart from the files of the content."""
    return (inputs.program, inputs.besides, sha256(lock_of(options))) == (last.program, last.besides, last.lock)


def untouched(options: Options) -> Manifest:
    """The manifest of the last build, if every file of the site lies as it left it; else an empty one."""
    if options.cache is None:
        return {}
    manifest, _ = read_manifest(manifest_file(options.cache, options.output))
    folder = str(options.output)
    is_whole = all(one.lies_unchanged(f"{folder}/{path}") for path, one in manifest.items())
    return manifest if is_whole else {}


def remember(options: Options, inputs: Inputs, report: Report) -> None:
    """Keep what the build was made from, and what it reported, for the next one."""
    memory, record = kept(options, "sources"), _record(options)
    if memory and record:
        remember_sources(memory, inputs.sources)
        built = (
            inputs.sources.mark,
            inputs.program,
            inputs.besides,
            sha256(lock_of(options)),
            report.events,
            report.notes,
        )
        told = report.problems.lines if isinstance(report.problems, Told) else map(line, report.problems)
        write_table(record, TABLE, ((row,) for row in (json.dumps(built), *told)))


def _asked(options: Options) -> tuple[str | bool | None, ...]:
    """What of the options shows in the site; where the lock is written, every entry has its day there."""
    today = options.today if options.shows_today else ""
    return options.base_url, options.drafts, options.portable, options.preview, today


def kept(options: Options, what: str) -> Path | None:
    """The file in the cache that keeps something of this content folder: its `sources`, a `memo`."""
    return options.cache / f"{name_of(options.content)}.{what}" if options.cache else None


def _record(options: Options) -> Path | None:
    return options.cache / f"{name_of(options.output)}.build" if options.cache else None


def lock_of(options: Options) -> bytes:
    """published.lock as it lies there."""
    try:
        return (options.content / PUBLISHED).read_bytes()
    except OSError:
        return b""
