"""The words of the interface, in the site's language."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import yaml

from timeline.direction import direction
from timeline.theme.folders import MISTAKES, ThemeError, read_text

# libyaml's, where it is there, reads twelve times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Words:
    """Words by their key: text, or the forms of what counts something; English ones where the language lacks some."""

    def __init__(self, folders: tuple[Path, ...], language: str) -> None:
        self.forms = _words(folders, language)
        self._said: dict[str, str] = {}

    def say(self, key: str, **values: Any) -> str:
        """The words with their places filled; those that count something have a form for one and one for others."""
        if not values and key in self._said:
            return self._said[key]
        if key not in self.forms:
            raise jinja2.TemplateRuntimeError(f"the theme has no words for {key!r} in strings/")
        words = self.forms[key]
        form = words if isinstance(words, str) else words["one" if values.get("n") == 1 else "other"]
        if self.forms["direction"] == "rtl":
            # Dates are English, names may be anything: each is to read right where it stands.
            values = {name: _isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        try:
            said = str(form.format(**values))
        except MISTAKES as error:
            raise jinja2.TemplateRuntimeError(f"the words for {key!r} cannot be filled: {form!r}: {error}") from error
        if not values:
            self._said[key] = said
        return said


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
    text = read_text(file)
    try:
        words = yaml.load(text, LOADER)
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
