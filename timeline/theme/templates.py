"""The templates of a theme, and what they call while a page is filled."""

import hashlib
import html
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup, escape

from timeline import address, markdown
from timeline.dates import iso
from timeline.fingerprint import mark
from timeline.plain_markdown import BACK
from timeline.problems import did_you_mean, quoted
from timeline.theme.assets import Asset, assets_of
from timeline.theme.environment import Environment, printed, safe
from timeline.theme.explaining import problem_of
from timeline.theme.folders import files, read_bytes, source_of, template_file
from timeline.theme.mistakes import MISTAKES, Mistake, ThemeError
from timeline.theme.titles import Titles
from timeline.theme.words import Words

# About a hundred megabytes of cards.
MOST_PIECES = 50_000
DRAWN_WITH = (".svg", ".woff2", ".woff", ".ttf", ".otf")
# What would end the text of a script element, or be more than a character in it.
IN_SCRIPT = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
# Where the links of a piece begin, until it stands on a page: on the way up, and with nothing behind that.
UP, HOME = "\0", "\1"
TAG = re.compile("<[^>]*>")
COMPOUND = re.compile(r"(?<![\w&#.-])(?:\d+|(?:[^\W\d_]\.)+)-\w{1,12}(?![\w-])")


class _Piece(NamedTuple):
    """A part of a page: what stands between the ways up with which its links begin, and whether one leads home.

    A part without links is Markup as it is.
    """

    between: Sequence[str] | Markup
    leads_home: bool


class Theme:
    """The templates of a theme, ready to be filled; what is not in its own folder comes from the default theme.

    Static files whose names last have the same name whatever is in them.
    """

    def __init__(self, folders: tuple[Path, ...], language: str = "en", lasting_names: bool = False) -> None:
        self.folders, self.lasting_names = folders, lasting_names
        self.words = Words(folders, language)
        self.say = self.words.say
        self._pieces: dict[tuple[Any, ...], _Piece] = {}
        self._here = _Here("", "./", False, self._notes({}), {})
        self._templates = Environment(self._source)
        self._templates.filters |= FILTERS
        tools = (self._link, self._entry, self._prose, self._line, self._noted, self._asset, self._piece)
        self._templates.globals |= {tool.__name__.lstrip("_"): tool for tool in (*tools, self._linked)}
        self._templates.globals |= {"say": self.say, "named": Titles(self.words).named}

    def html(self, template: str, data: Mapping[str, Any]) -> bytes:
        """A page from a template and its data, which holds at least `site` and the page's own `path`.

        Raises ThemeError, as svg() does, with the line of the template that is wrong.
        """
        if data["site"] is not self._templates.globals.get("site"):
            self._templates.globals["site"] = data["site"]
            # What was filled for another site remembers it.
            self._templates.forget()
            self._pieces.clear()
        notes, linked_data = self._notes(data.get("notes", {})), data.get("linked_data", {})
        # The page for a missing address is served at any depth, so its links begin at the site's root.
        root = data.get("root", "")
        up = root or "../" * data["path"].count("/")
        self._here = _Here(up, up or "./", data["site"].portable and not root, notes, linked_data)
        try:
            return "".join(self._templates.filled(template, data)).encode()
        except MISTAKES as error:
            raise self._refusal(error, template, self._templates) from error

    def svg(self, template: str, data: Mapping[str, Any]) -> str:
        """A drawing from a template that gets its data and say(): no site, no links, nothing of any page."""
        try:
            return "".join(self._drawings.filled(template, data))
        except MISTAKES as error:
            raise self._refusal(error, template, self._drawings) from error

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The static files by their path below static/."""
        return assets_of(self.folders, self.lasting_names)

    def look_again(self) -> None:
        """Forget the static files, which have changed; the templates and the words have not."""
        before = {name: asset.path for name, asset in self.assets.items()}
        for name in ("assets", "mark", "drawing_mark"):
            vars(self).pop(name, None)
        if before != {name: asset.path for name, asset in self.assets.items()}:
            # What was filled leads to the others.
            self._templates.forget()
            self._pieces.clear()

    @cached_property
    def mark(self) -> str:
        """A mark of all the theme's files."""
        return self._mark_of(lambda name: True)

    @cached_property
    def drawing_mark(self) -> str:
        """A mark of what svg() and lettering are made with: templates of drawings, words, fonts."""
        return mark((self._mark_of(lambda name: name.endswith(DRAWN_WITH)), self.words.forms))

    @cached_property
    def _drawings(self) -> Environment:
        drawings = Environment(self._source)
        # Other templates are no part of drawing_mark, so a drawing must not take anything from them.
        drawings.loader = jinja2.FunctionLoader(lambda name: self._source(name) if name.endswith(".svg") else None)
        drawings.globals |= {"say": self.say}
        return drawings

    def _mark_of(self, counts: Callable[[str], bool]) -> str:
        """A mark of the files whose paths below the theme's folder count."""
        digest = hashlib.blake2b(digest_size=12)
        for folder in self.folders:
            for file in files(folder):
                name = file.relative_to(folder).as_posix()
                if counts(name):
                    digest.update(os.fsencode(name) + b"\0" + read_bytes(file) + b"\0")
        return digest.hexdigest()

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's text and its file, as jinja2.FunctionLoader wants them; None if there is no such template."""
        return source_of(name, self.folders)

    def file_of(self, template: str) -> Path | None:
        """Where a template lies, None where there is none of that name."""
        return template_file(template, self.folders)

    def _refusal(self, error: Exception, template: str, environment: Environment) -> ThemeError:
        return ThemeError(problem_of(error, str(self.file_of(template) or template), self.folders, environment))

    def _notes(self, numbers: Mapping[str, int]) -> markdown.Notes:
        return markdown.Notes(numbers, lambda number: self.say("excerpt-number", number=number))

    # What templates call: links from the page that is being filled, words, and Markdown as it reads on that page.

    def _link(self, target: str) -> str:
        here = self._here
        if here.portable:
            target = address.relative("", target, portable=True)
        return (here.home if target[:1] in ("", "#") else here.up) + target

    def _entry(self, kind: str, name: str) -> str:
        return self._link(address.of_entry(kind, name))

    def _prose(self, text: str, footnotes: bool = False) -> Markup:
        markup = markdown.resolve(markdown.to_html(text, footnotes), self._entry, self._here.notes)
        return safe(markup.replace(f'title="{BACK}"', f'title="{escape(self.say("back"))}"'))

    def _line(self, text: str) -> Markup:
        return safe(markdown.inline(markdown.resolve(markdown.to_html(text), self._entry)))

    def _noted(self, text: str) -> Markup:
        return safe(markdown.inline(markdown.resolve(markdown.to_html(text), self._entry, self._here.notes)))

    def _linked(self, name: str, description: str) -> Markup:
        """The page's JSON-LD, as the text of a script element, with its name and description where it has none."""
        head = {"name": _words_of(printed(name)), "description": _words_of(printed(description))}
        node = {key: JSON.encode(text) for key, text in head.items() if text} | dict(self._here.linked_data)
        return _in_script("{" + ", ".join([f'"{key}": {value}' for key, value in node.items()]) + "}")

    def _asset(self, name: str) -> str:
        if name not in self.assets:
            message = f"there is no file {quoted(name)} in static/{did_you_mean(name, self.assets)}"
            raise Mistake("unknown-asset", message, name)
        return self._link(self.assets[name].path)

    def _piece(self, template: str, **values: Any) -> Markup:
        """A part of a page that is the same on all pages but for where its links begin: filled once."""
        key = (template, *values, *values.values())
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) >= MOST_PIECES:
                self._pieces.clear()
            found = self._pieces[key] = self._anywhere(template, values)
        between, leads_home = found
        if isinstance(between, Markup):
            return between
        here = self._here
        text = here.up.join(between)
        return safe(text.replace(HOME, here.home) if leads_home else text)

    def _anywhere(self, template: str, values: Mapping[str, Any]) -> _Piece:
        """A template filled for a page at any depth: where links begin, signs stand that no text holds."""
        here = self._here
        self._here = _Here(UP, HOME, here.portable, here.notes, here.linked_data)
        try:
            text = "".join(self._templates.filled(template, values))
        finally:
            self._here = here
        leads_home = HOME in text
        return _Piece(text.split(UP) if leads_home or UP in text else safe(text), leads_home)


class _Here(NamedTuple):
    """The page that is being filled: its way up to the site's root, how links are written, its notes, its JSON-LD.

    home is the way up as a link of its own, which cannot be empty.
    """

    up: str
    home: str
    portable: bool
    notes: markdown.Notes
    linked_data: Mapping[str, str]


def _capital(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def _trimmed(text: Any, signs: str | None = None) -> str:
    """The text without white space, or those signs, at its ends; what is Markup stays that."""
    return safe(str.strip(text, signs)) if type(text) is Markup else str(text).strip(signs)


def _unbroken(text: str) -> Markup:
    """The text with `30-day`, `U.S.-led` and the like in spans of class `nb`: no line ends behind the hyphen."""
    escaped = str(printed(text))
    return safe(COMPOUND.sub(r'<span class="nb">\g<0></span>', escaped) if "-" in escaped else escaped)


def _words_of(markup: str) -> str:
    """The words of HTML, with single spaces between them; quick where it has neither tags nor entities."""
    text = str(markup)
    if "<!--" in text:
        return safe(text).striptags()
    words = " ".join((TAG.sub("", text) if "<" in text else text).split())
    return html.unescape(words) if "&" in words else words


def _in_script(text: str) -> Markup:
    """JSON as the text of a script element: what HTML could read otherwise stands in strings alone, and is escaped."""
    for sign, written in IN_SCRIPT.items():
        text = text.replace(sign, written)
    return safe(text)


# The filters of templates, beside Jinja's own.
FILTERS: Mapping[str, Callable[..., Any]] = {
    "unbroken": _unbroken,
    "capital": _capital,
    "striptags": _words_of,
    "trim": _trimmed,
    "iso": lru_cache(maxsize=10_000)(iso),
}
