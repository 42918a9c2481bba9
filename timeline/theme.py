"""A theme: templates, static files and the words of the interface. Looks, never code and never a machine format."""

import hashlib
import os
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

from timeline import address, markdown

DEFAULT = "default"
CSS_URL = re.compile(r"""url\(\s*["']?(?!data:|#|/|[a-z]+:)([^"')]+)["']?\s*\)""")


class ThemeError(Exception):
    """A theme that is not there, or a template that cannot be used, with the file and the line that tell why."""


def theme_folders(name: str, project: Path) -> tuple[Path, ...]:
    """The folders a theme is looked for in, file by file: the site's own theme of that name, then the default one."""
    package = Path(__file__).parent
    shipped = next(
        (folder for folder in (package.parent / "themes", package / "_themes") if (folder / DEFAULT).is_dir()), None
    )
    if shipped is None:
        raise ThemeError("the default theme is missing; install the program again")
    candidates = (project / "themes" / name, shipped / name)
    own = next((folder for folder in candidates if folder.is_dir()), None)
    if own is None:
        raise ThemeError(f"there is no theme {name!r}: no folder {candidates[0]}")
    return (own,) if own == shipped / DEFAULT else (own, shipped / DEFAULT)


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: its fingerprinted path in the site, and its content."""

    path: str
    content: bytes


class Theme:
    """The templates of a theme, ready to be filled; what is not in its own folder comes from the default theme."""

    def __init__(self, folders: tuple[Path, ...], language: str = "en") -> None:
        self.folders = folders
        self.words = _words(folders, language)
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader([folder / "templates" for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=_nothing_unsaid,
        )

    def html(self, template: str, data: Mapping[str, Any]) -> bytes:
        """A page from a template and its data, which holds at least `site` and the page's own `path`."""
        try:
            text = self._templates.get_template(template).render(data, **self._tools(data))
        except jinja2.TemplateSyntaxError as error:
            raise ThemeError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
        except jinja2.TemplateNotFound as error:
            raise ThemeError(f"the theme has no template {error.name!r}") from error
        except (jinja2.TemplateError, TypeError, KeyError, AttributeError) as error:
            raise ThemeError(f"{self._line_of(error) or template}: {error}") from error
        return text.encode()

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The static files by their path below static/, style sheets with the fingerprinted names of what they use."""
        files = {
            file.relative_to(folder / "static").as_posix(): file
            for folder in reversed(self.folders)
            for file in sorted((folder / "static").rglob("*"))
            if file.is_file()
        }
        assets = {name: _asset(name, file.read_bytes()) for name, file in files.items() if not name.endswith(".css")}
        for name in sorted(name for name in files if name.endswith(".css")):
            assets[name] = _asset(name, _with_asset_urls(name, files[name].read_text("utf-8"), assets))
        return assets

    @cached_property
    def mark(self) -> str:
        """A mark of all the theme's files."""
        digest = hashlib.blake2b(digest_size=12)
        for folder in self.folders:
            for file in sorted(file for file in folder.rglob("*") if file.is_file()):
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()

    def say(self, key: str, **values: Any) -> str:
        """Words of the interface; those that count something have a form for one and a form for others."""
        if key not in self.words:
            raise ThemeError(f"the theme has no words for {key!r} in strings/")
        words = self.words[key]
        if isinstance(words, Mapping):
            words = words["one" if values.get("n") == 1 else "other"]
        return str(words).format(**values)

    def _line_of(self, error: BaseException) -> str:
        """The file and line of the innermost template that an error passed through."""
        lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        ours = [(file, line) for file, line in lines if any(Path(file).is_relative_to(own) for own in self.folders)]
        return f"{ours[-1][0]}:{ours[-1][1]}" if ours else ""

    def _tools(self, data: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
        """What a template calls: links from this page, words, and Markdown as it reads on this page."""
        path, portable = data["path"], data["site"].portable
        notes = markdown.Notes(data.get("notes", {}), lambda number: self.say("excerpt-number", number=number))

        def link(target: str) -> str:
            # The page for a missing address is served at any depth, so its links begin at the site's root.
            return data["root"] + target if "root" in data else address.relative(path, target, portable)

        def entry(kind: str, name: str) -> str:
            return link(address.of_entry(kind, name))

        def prose(text: str, footnotes: bool = False) -> Markup:
            return Markup(markdown.resolve(markdown.to_html(text, footnotes), entry, notes))

        def line(text: str) -> Markup:
            return Markup(markdown.inline(markdown.resolve(markdown.to_html(text), entry)))

        def noted(text: str) -> Markup:
            return Markup(markdown.inline(markdown.resolve(markdown.to_html(text), entry, notes)))

        def asset(name: str) -> str:
            return link(self.assets[name].path)

        tools = (link, entry, prose, line, noted, asset)
        return {tool.__name__: tool for tool in tools} | {"say": self.say}


def _nothing_unsaid(value: Any) -> Any:
    # A template that prints None has forgotten a case; better a build that stops than a page that says "None".
    if value is None:
        raise ThemeError("a template prints a value that is not there")
    return value


def _words(folders: tuple[Path, ...], language: str) -> dict[str, Any]:
    """The words in the site's language; English ones where a language lacks some."""
    words: dict[str, Any] = {}
    for name in ("en", language.partition("-")[0], language):
        for folder in reversed(folders):
            file = folder / "strings" / f"{name}.yaml"
            if file.is_file():
                words |= yaml.safe_load(file.read_text("utf-8"))
    return words


def _asset(name: str, content: bytes) -> Asset:
    stem, dot, ending = name.rpartition(".")
    return Asset(f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}", content)


def _with_asset_urls(name: str, css: str, assets: Mapping[str, Asset]) -> bytes:
    folder = os.path.dirname(name)

    def fingerprinted(match: re.Match[str]) -> str:
        used = os.path.normpath(os.path.join(folder, match[1])).replace(os.sep, "/")
        if used not in assets:
            raise ThemeError(f"static/{name} uses {match[1]!r}, which is not there")
        return f"url({os.path.relpath(assets[used].path, os.path.join('assets', folder)).replace(os.sep, '/')})"

    return CSS_URL.sub(fingerprinted, css).encode()
