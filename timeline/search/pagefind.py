"""The index of a large site, made by Pagefind's command line, and kept until the documents change."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from html import escape
from pathlib import Path

from timeline.fingerprint import Source, mark, program_mark, sha256
from timeline.search.documents import Document
from timeline.workers import shared_out

# Seconds. Ten thousand long events take ten.
PATIENCE = 600
# So many indexes are kept, those used last: a cache may serve a preview with drafts beside the site.
KEPT = 3
LIST = "files.json"
BEING_MADE = "being-made-"
# What is published has its licence beside it.
LICENCE = Path(__file__).with_name("PAGEFIND-LICENSE.txt")
# What of Pagefind's output is for its own interface, which the site does not use.
UNUSED = ("pagefind-component-ui.", "pagefind-highlight.", "pagefind-modular-ui.", "pagefind-ui.")


class CannotSearch(Exception):
    """Pagefind cannot be run, or failed, or the index that it made was changed."""


@contextmanager
def index_folder(cache: Path | None) -> Iterator[Path]:
    """Where indexes are kept: in the build's cache; without one, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="timeline-") if cache is None else nullcontext(cache) as folder:
        yield Path(folder, "search")


def files_of_index(
    found: tuple[Document, ...], language: str, folder: Path, jobs: int = 1
) -> tuple[tuple[str, Source], ...]:
    """The index's files by their paths below it: those that are kept, if they are whole, else new ones.

    Raises CannotSearch.
    """
    program, version = _pagefind()
    # Pagefind would make an index for each language, in an order that differs from run to run.
    one_language = language.partition("-")[0].lower()
    kept = folder / mark((version, program_mark(), one_language, found))
    files = _whole(kept)
    if files is None:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=BEING_MADE) as made:
            _write_pages(found, one_language, Path(made, "pages"), jobs)
            _run(program, Path(made), one_language)
            shutil.copyfile(LICENCE, Path(made, "index", "LICENSE.txt"))
            files = _listed(Path(made, "index"))
            shutil.rmtree(kept, ignore_errors=True)
            _put_in_place(Path(made, "index"), kept)
    os.utime(kept)
    _forget_old(folder)
    return tuple((path, Source(digest, str(kept / path))) for path, digest in sorted(files.items()))


def content_of(source: Source) -> bytes:
    """The bytes of a file of an index; raises CannotSearch if they are no longer those that were listed."""
    content = Path(source.file).read_bytes()
    if sha256(content) != source.sha256:
        raise CannotSearch(f"{source.file} was changed while the site was being built; build again")
    return content


def _pagefind() -> tuple[Path, str]:
    """The program, and its version."""
    from importlib.metadata import version

    # The package is an extra.
    from pagefind_bin import get_executable

    try:
        return Path(get_executable()).absolute(), version("pagefind-bin")
    except OSError as error:
        raise CannotSearch(f"the package pagefind-bin is there without its program: {error}") from error


def _write_pages(found: Sequence[Document], language: str, folder: Path, jobs: int) -> None:
    """A small page for each document, where its address tells."""

    def write(document: Document) -> str:
        file = folder / document.address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(document, language), "utf-8")
        return document.address

    shared_out(write, found, jobs)


def _page(document: Document, language: str) -> str:
    """What Pagefind reads: summary and body as the page's text, all else as what it knows of the page.

    A page without any text it would leave out. A `<title>` would be part of the text to it.
    """
    summary, body, words = document.texts
    known = {"title": document.title, "date": document.date, "summary": summary, "words": words}
    metas = "".join(
        f'<p data-pagefind-meta="{name}" data-pagefind-ignore>{escape(text)}</p>' for name, text in known.items()
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f"<body>{metas}<p>{escape(f'{summary} {body}'.strip() or document.title)}</p></body></html>\n"
    )


def _run(program: Path, folder: Path, language: str) -> None:
    """Index the folder's pages/ into its index/, whatever settings lie about."""
    command = [str(program), "--site", "pages", "--output-path", "index", "--force-language", language, "--quiet"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise CannotSearch(f"Pagefind did not finish in {PATIENCE} seconds") from error
    except OSError as error:
        raise CannotSearch(f"Pagefind cannot be run: {error}") from error
    if done.returncode or not (folder / "index" / "pagefind.js").is_file():
        said = " ".join((done.stderr or done.stdout).decode("utf-8", "replace").split()) or "it said nothing"
        raise CannotSearch(f"Pagefind failed with code {done.returncode}: {said[-500:]}")


def _listed(index: Path) -> dict[str, str]:
    """The SHA-256 of each file that a reader's browser needs, by its path; the others are removed."""
    files = {file.relative_to(index).as_posix(): file for file in index.rglob("*") if file.is_file()}
    for path in [path for path in files if path.startswith(UNUSED)]:
        files.pop(path).unlink()
    listed = {path: sha256(file.read_bytes()) for path, file in files.items()}
    (index / LIST).write_text(json.dumps(listed), "utf-8")
    return listed


def _whole(kept: Path) -> dict[str, str] | None:
    """The SHA-256 of each file of an index by its path, or None if it is not there as it was made."""
    try:
        listed: dict[str, str] = json.loads((kept / LIST).read_text("utf-8"))
        is_whole = bool(listed) and all(sha256((kept / path).read_bytes()) == listed[path] for path in listed)
    # The folder may hold anything: cut short by a full disk, restored from elsewhere. Any doubt is a miss.
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return listed if is_whole else None


def _put_in_place(made: Path, kept: Path) -> None:
    try:
        made.rename(kept)
    except OSError:
        # Another build has just made the same.
        if _whole(kept) is None:
            raise


def _forget_old(folder: Path) -> None:
    indexes = sorted(folder.glob(f"*/{LIST}"), key=lambda file: file.parent.stat().st_mtime_ns, reverse=True)
    # A build that was killed leaves what it was making; one that is still at work has touched it lately.
    left = [made for made in folder.glob(f"{BEING_MADE}*") if made.stat().st_mtime < time.time() - 2 * PATIENCE]
    for old in (*(file.parent for file in indexes[KEPT:]), *left):
        shutil.rmtree(old, ignore_errors=True)
