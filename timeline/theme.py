"""A theme: templates, static files and the words of the interface. Looks, never code and never a machine format."""

import hashlib
import json
import os
import posixpath
import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import jinja2
import yaml
from jinja2.environment import create_cache
from markupsafe import Markup, escape

from timeline import address, markdown
from timeline.direction import direction

DEFAULT = "default"
# About a hundred megabytes of cards.
MOST_PIECES = 50_000
CSS_STRING = r""""(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'"""
# Comments and strings match too, so that what looks like a url() in them is passed over.
CSS_URL = re.compile(rf"/\*.*?\*/|{CSS_STRING}|\burl\(\s*+({CSS_STRING}|[^\s\"'()]++)\s*+\)", re.DOTALL | re.IGNORECASE)
CSS_ADDRESS = re.compile(r"(?![a-z][a-z0-9+.-]*:|/)([^?#]+)(.*)", re.DOTALL | re.IGNORECASE)
# What would end the text of a script element, or be more than a character in it.
IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
COMPOUND = re.compile(r"(?<![\w&#-])\d+-\w{1,12}(?![\w-])")
NUMBERS = re.compile(r"[\d,\s]+")
# What a mistake in a template or in the words can raise.
MISTAKES = (
    jinja2.TemplateError,
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError is one
    SyntaxError,
    TypeError,
    ValueError,
)


class ThemeError(Exception):
    """A theme that is not there or cannot be used, with the file that tells why, and the line where that is known."""


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
        self._pieces: dict[tuple[Any, ...], Markup] = {}
        self._here = _Here("", None, False, self._notes({}), {})
        self._templates = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=_nothing_unsaid,
        )
        self._templates.filters["unbroken"] = _unbroken
        tools = (self._link, self._entry, self._prose, self._line, self._noted, self._asset, self._piece)
        of_the_head = (self._named, self._linked)
        self._templates.globals |= {tool.__name__.lstrip("_"): tool for tool in (*tools, *of_the_head)}
        self._templates.globals["say"] = self.say

    def html(self, template: str, data: Mapping[str, Any]) -> bytes:
        """A page from a template and its data, which holds at least `site` and the page's own `path`."""
        if data["site"] is not self._templates.globals.get("site"):
            self._templates.globals["site"] = data["site"]
            # What was filled for another site remembers it.
            self._templates.cache = create_cache(400)
            self._pieces.clear()
        notes, linked_data = self._notes(data.get("notes", {})), data.get("linked_data", {})
        self._here = _Here(data["path"], data.get("root"), data["site"].portable, notes, linked_data)
        try:
            return self._templates.get_template(template).render(data).encode()
        except MISTAKES as error:
            raise ThemeError(self._told(error, template)) from error

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The static files by their path below static/, style sheets with the fingerprinted names of what they use.

        Links are left out, for they may lead anywhere.
        """
        files = {
            file.relative_to(folder / "static").as_posix(): file
            for folder in reversed(self.folders)
            for file in _files(folder / "static")
            if not file.is_symlink()
        }
        assets = {name: _asset(name, _bytes(file)) for name, file in files.items() if not name.endswith(".css")}
        for name in sorted(name for name in files if name.endswith(".css")):
            assets[name] = _asset(name, _with_asset_urls(name, files[name], assets))
        return assets

    @cached_property
    def mark(self) -> str:
        """A mark of all the theme's files."""
        digest = hashlib.blake2b(digest_size=12)
        for folder in self.folders:
            for file in _files(folder):
                digest.update(os.fsencode(file.relative_to(folder).as_posix()) + b"\0" + _bytes(file) + b"\0")
        return digest.hexdigest()

    def say(self, key: str, **values: Any) -> str:
        """Words of the interface; those that count something have a form for one and a form for others."""
        if key not in self.words:
            raise jinja2.TemplateRuntimeError(f"the theme has no words for {key!r} in strings/")
        words = self.words[key]
        form = words if isinstance(words, str) else words["one" if values.get("n") == 1 else "other"]
        if self.words["direction"] == "rtl":
            # Dates are English, names may be anything: each is to read right where it stands.
            values = {name: _isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        try:
            return form.format(**values)
        except MISTAKES as error:
            raise jinja2.TemplateRuntimeError(f"the words for {key!r} cannot be filled: {form!r}: {error}") from error

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's text and its file, as jinja2.FunctionLoader wants them; None if there is no such template."""
        file = self._file_of(name)
        return (_text(file), str(file), None) if file else None

    def _file_of(self, template: str) -> Path | None:
        if template.startswith("/") or any(_is_hidden(step) for step in template.split("/")):
            return None
        files = [folder / "templates" / template for folder in self.folders]
        return next((file for file in files if os.path.isfile(file)), None)

    def _told(self, error: Exception, template: str) -> str:
        """What is wrong, behind the file and line of the innermost template that the error passed through."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            return f"{error.filename or template}:{error.lineno}: {error.message}"
        said = str(error) or type(error).__name__
        if isinstance(error, jinja2.TemplateNotFound):
            said = f"the theme has no template {error.name!r}"
        lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        ours = [f"{file}:{line}" for file, line in lines if any(Path(file).is_relative_to(own) for own in self.folders)]
        return f"{ours[-1] if ours else self._file_of(template) or template}: {said}"

    def _notes(self, numbers: Mapping[str, int]) -> markdown.Notes:
        return markdown.Notes(numbers, lambda number: self.say("excerpt-number", number=number))

    # What templates call: links from the page that is being filled, words, and Markdown as it reads on that page.

    def _link(self, target: str) -> str:
        here = self._here
        # The page for a missing address is served at any depth, so its links begin at the site's root.
        return address.relative(here.path, target, here.portable) if here.root is None else here.root + target

    def _entry(self, kind: str, name: str) -> str:
        return self._link(address.of_entry(kind, name))

    def _prose(self, text: str, footnotes: bool = False) -> Markup:
        markup = markdown.resolve(markdown.to_html(text, footnotes), self._entry, self._here.notes)
        return Markup(markup.replace(f'title="{markdown.BACK}"', f'title="{escape(self.say("back"))}"'))

    def _line(self, text: str) -> Markup:
        return Markup(markdown.inline(markdown.resolve(markdown.to_html(text), self._entry)))

    def _noted(self, text: str) -> Markup:
        return Markup(markdown.inline(markdown.resolve(markdown.to_html(text), self._entry, self._here.notes)))

    def _named(self, title: str, kind: str, apart: tuple[str, ...] | None) -> str:
        """The title of an entry's page: with its kind and what else tells it apart, unless it can stand alone."""
        if apart is None and not self._sounds_ours(title):
            return title
        what = (self.say(f"a-{kind}").lower(), *(apart or ()))
        return f"{title} ({', '.join(what)})"

    def _sounds_ours(self, title: str) -> bool:
        """Whether a title could be that of another kind of page: a section, a year, a part of a list, "x (actor)"."""
        bare, (names, kinds, part) = _without_numbers(title), self._own_names
        return bare in names or bare.endswith(part) or bare.rpartition("(")[2].startswith(kinds)

    @cached_property
    def _own_names(self) -> tuple[frozenset[str], tuple[str, ...], str]:
        """All without numbers: the words of the interface, with years and months; those for kinds; that for a part."""
        kinds = tuple(_without_numbers(self.say(key)) for key in self.words if key.startswith("a-"))
        part = _without_numbers(self.say("part-of", part="", parts=""))
        years = ["", self.say("year-bce", year=""), self.say("year-ce", year="")]
        months = [self.say(f"month-{number}") for number in range(1, 13)]
        periods = [self.say("month-of-year", month=month, year=year) for month in months for year in years]
        words = [words for words in self.words.values() if isinstance(words, str)]
        return frozenset(map(_without_numbers, (*words, *years, *periods))), kinds, part

    def _linked(self, name: str, description: str) -> Markup:
        """The page's JSON-LD, as the text of a script element, with its name and description where it has none."""
        head = {"name": escape(name).striptags(), "description": escape(description).striptags()}
        node = {key: text for key, text in head.items() if text} | dict(self._here.linked_data)
        return _in_script(json.dumps(node, ensure_ascii=False))

    def _asset(self, name: str) -> str:
        if name not in self.assets:
            raise jinja2.TemplateRuntimeError(f"the theme has no file {name!r} in static/")
        return self._link(self.assets[name].path)

    def _piece(self, template: str, **values: Any) -> Markup:
        """A part of a page that is the same on all pages of one depth, since their links go up alike: filled once."""
        key = (template, self._here.path.count("/"), self._here.root, *values.values())
        if key not in self._pieces:
            if len(self._pieces) >= MOST_PIECES:
                self._pieces.clear()
            self._pieces[key] = Markup(self._templates.get_template(template).render(values))
        return self._pieces[key]


@dataclass(frozen=True, slots=True)
class _Here:
    """The page that is being filled: where it lies, how its links are written, its notes, its JSON-LD."""

    path: str
    root: str | None
    portable: bool
    notes: markdown.Notes
    linked_data: Mapping[str, Any]


def _unbroken(text: str) -> Markup:
    """The text with `30-day` and the like in spans of class `nb`, for a line not to end behind the hyphen."""
    return Markup(COMPOUND.sub(r'<span class="nb">\g<0></span>', str(escape(text))))


def _in_script(text: str) -> Markup:
    """JSON as the text of a script element: what HTML could read otherwise stands in strings alone, and is escaped."""
    return Markup(text.translate(IN_SCRIPT))


def _without_numbers(text: str) -> str:
    return NUMBERS.sub("", text).casefold()


def _nothing_unsaid(value: Any) -> Any:
    # A template that prints None has forgotten a case; better a build that stops than a page that says "None".
    if value is None:
        raise jinja2.TemplateRuntimeError("a template prints a value that is not there")
    return value


def _words(folders: tuple[Path, ...], language: str) -> dict[str, Any]:
    """The words in the site's language; English ones where a language lacks some."""
    own = (language.partition("-")[0], language)
    words: dict[str, Any] = {"direction": direction(language)}
    for name in dict.fromkeys(("en", *own)):
        for folder in reversed(folders):
            file = folder / "strings" / f"{name}.yaml"
            if os.path.lexists(file):
                words |= _words_in(file) if name in own else _borrowed(_words_in(file), words["direction"])
    return words


def _borrowed(english: Mapping[str, Any], direction: str) -> dict[str, Any]:
    """English words for a site in another language, each isolated where that is written from right to left."""
    words = {key: said for key, said in english.items() if key != "direction"}
    if direction == "ltr":
        return words
    return {
        key: _isolated(said) if isinstance(said, str) else {form: _isolated(text) for form, text in said.items()}
        for key, said in words.items()
    }


def _isolated(text: str) -> str:
    """The text between Unicode's first-strong isolate and its end (UAX #9), so that the words around do not mix in."""
    return f"\u2068{text}\u2069"


def _words_in(file: Path) -> dict[str, Any]:
    text = _text(file)
    try:
        words = yaml.safe_load(text)
    except MISTAKES as error:
        raise ThemeError(f"{file}: this is not YAML as words need it: {error}") from error
    if not isinstance(words, dict):
        raise ThemeError(f"{file}: words are a mapping, as in `skip: Skip to content`")
    if words.get("direction", "ltr") not in ("ltr", "rtl"):
        raise ThemeError(f"{file}: the direction is `ltr` or `rtl`, not {words['direction']!r}")
    for key, said in words.items():
        forms = [said.get("one"), said.get("other")] if isinstance(said, dict) else [said]
        if not all(isinstance(one, str) for one in (key, *forms)):
            raise ThemeError(f"{file}: {key!r} must be text or {{one: text, other: text}}; `no` and `1` need quotes")
    return words


def _files(folder: Path) -> Sequence[Path]:
    """All files below a folder, in order, but for hidden ones; none where there is no such folder."""
    found: list[Path] = []
    if os.path.lexists(folder):
        for inside, folders, names in os.walk(folder, onerror=_refused):
            folders[:] = [name for name in folders if not _is_hidden(name)]
            found += [Path(inside, name) for name in names if not _is_hidden(name)]
    return sorted(file for file in found if os.path.isfile(file))


def _refused(error: OSError) -> NoReturn:
    raise ThemeError(f"{error.filename}: {error.strerror}") from error


def _is_hidden(name: str) -> bool:
    # Editors and systems make such files; they are no part of a theme.
    return name.startswith(".")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ThemeError(f"{file}: {error.strerror}") from error


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ThemeError(f"{file}: this is not UTF-8: {error.reason} at byte {error.start + 1}") from error


def _asset(name: str, content: bytes) -> Asset:
    stem, dot, ending = name.rpartition(".")
    return Asset(f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}", content)


def _with_asset_urls(name: str, file: Path, assets: Mapping[str, Asset]) -> bytes:
    folder = posixpath.dirname(name)

    def fingerprinted(match: re.Match[str]) -> str:
        written = match[1] or ""
        quote = written[:1] if written.startswith(('"', "'")) else ""
        address = CSS_ADDRESS.fullmatch(written.strip(quote or None))
        if address is None:
            return match[0]
        used = posixpath.normpath(posixpath.join(folder, address[1]))
        if used not in assets:
            raise ThemeError(f"{file}: there is no {address[1]!r} in static/")
        path = posixpath.relpath(assets[used].path, posixpath.join("assets", folder))
        return f"url({quote}{path}{address[2]}{quote})"

    return CSS_URL.sub(fingerprinted, _text(file)).encode()
