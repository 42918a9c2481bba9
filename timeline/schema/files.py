"""Where editors find the schemas: files in a folder of the project, and what leads there from a file or a setting."""

import os
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from timeline.content.load import Content
from timeline.content.replacing import replacing
from timeline.schema import KINDS, schema, text

# In the project folder. Not kept in git: the schemas know the project's ids, and change as it grows.
CONTENT, FOLDER = PurePath("content"), PurePath(".vscode", "schema")


def put_in_place(folder: Path, content: Content | None, names: tuple[str, ...] = tuple(KINDS)) -> tuple[Path, ...]:
    """Write the schemas, NAME.json each, and say which changed. Others are left alone, for an editor reads a file again
    when it changes. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = {folder / f"{name}.json": text(schema(name, content)) for name in names}
    changed = tuple(file for file, new in made.items() if not file.is_file() or file.read_bytes() != new.encode())
    for file in changed:
        with replacing(file, made[file]):
            pass
    return changed


def keep_up_to_date(project: Path, content: Content) -> None:
    """Write the schemas anew where the project has a folder for them. They are a comfort: nothing depends on them."""
    folder = project / FOLDER
    if folder.is_dir():
        with suppress(OSError):
            put_in_place(folder, content)


def modeline(name: str, file: Path, folder: Path = Path(FOLDER)) -> str:
    """The comment that tells an editor the schema of a YAML file, one of KINDS by name, by the way there from it.

    >>> modeline("event", Path("content/events/2025/talks.yaml"))
    '# yaml-language-server: $schema=../../../.vscode/schema/event.json'
    """
    way = os.path.relpath(folder / f"{name}.json", file.parent)
    return f"# yaml-language-server: $schema={PurePath(way).as_posix()}"


def settings(content: PurePath = CONTENT, folder: PurePath = FOLDER) -> dict[str, Any]:
    """What .vscode/settings.json holds so that VS Code knows all of a project's YAML files by their paths in it."""
    files = {name: (content / kind.files).as_posix() for name, kind in KINDS.items() if kind.files.endswith(".yaml")}
    return {"yaml.schemas": {f"{folder.as_posix()}/{name}.json": [path] for name, path in files.items()}}
