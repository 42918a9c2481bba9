"""A new event: its id, its place among the others, and its file, in which comments explain each field."""

import os
from dataclasses import dataclass
from pathlib import Path

from timeline import address
from timeline.content.load import Content
from timeline.dates import Edtf, filed
from timeline.options import project_of
from timeline.problems import did_you_mean, printable, quoted
from timeline.scaffold.filling import date_scalar, filled, scalar
from timeline.scaffold.writing import CannotAdd, beginning, date_of, line, new_id
from timeline.text import slug

FORM = Path(__file__).with_name("forms") / "event.yaml"
SCHEMA = Path(".vscode", "schema", "event.json")


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What is known of an event to begin with; empty is what is to be found out. folder is one below events/."""

    title: str
    date: str
    thread: str = ""
    id: str = ""
    folder: str = ""


def event_file(content: Content, asked: NewEvent) -> tuple[Path, str]:
    """Where a new event's file is to lie, and its text. Raises CannotAdd."""
    title = line(asked.title, "the title")
    date = date_of(asked.date)
    name = new_id(content, "event", asked.id or slug(f"{beginning(date)} {title}"))
    file = content.root / "events" / (_inside(asked.folder) if asked.folder else folder_of(date)) / f"{name}.yaml"
    values = {
        "SCHEMA": _schema(content.root, file),
        "TITLE": scalar(title),
        "DATE": date_scalar(date.text),
        "THREAD": scalar(_thread(content, asked.thread)),
    }
    return file, filled(FORM.read_text("utf-8"), values)


def folder_of(date: Edtf) -> str:
    """Where an event of this date lies below events/, as in the archive of the site."""
    day = filed(date)
    if day is None:
        return "undated"
    year, month, _ = day
    return address.of_year(year) if month is None else address.of_month(year, month)


def _inside(folder: str) -> str:
    steps = folder.replace("\\", "/").strip("/").split("/")
    is_below = all(step.isprintable() and not step.startswith(".") and step for step in steps)
    if not is_below or folder.startswith(("/", "\\")):
        raise CannotAdd(f"{quoted(folder)} is no folder below events/, as in 2025/03")
    return "/".join(steps)


def _thread(content: Content, typed: str) -> str:
    known = tuple(content.threads)
    if typed in known or (typed and "thread" in content.unread):
        return typed
    there = f"there {'is' if len(known) == 1 else 'are'} {', '.join(printable(name) for name in known)}"
    if typed and known:
        raise CannotAdd(f"no thread {quoted(typed)}{did_you_mean(typed, known) or f'; {there}'}")
    if len(known) == 1:
        return known[0]
    if known:
        raise CannotAdd(f"say which thread it belongs to, with --thread; {there}")
    file = printable(str(content.root / "threads.yaml"))
    raise CannotAdd(f"{file} names no thread that an event could belong to; add one, as in `talks: {{name: Talks}}`")


def _schema(root: Path, file: Path) -> str:
    """The line by which an editor finds the schema of the file, in a project that has settings for editors."""
    project = project_of(root)
    if not (project / SCHEMA.parts[0]).is_dir():
        return ""
    to = os.path.relpath(project / SCHEMA, os.path.abspath(file.parent)).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={to}\n"
