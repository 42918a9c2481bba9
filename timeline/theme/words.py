"""The words of the interface, in the site's language."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from timeline.content.source import Unreadable, parse_yaml
from timeline.direction import direction
from timeline.problems import Problem, did_you_mean, quoted
from timeline.theme.folders import read_bytes
from timeline.theme.mistakes import MISTAKES, Mistake, ThemeError, place, place_in
from timeline.theme.plurals import FORMS, form_of

DIRECTIONS = ("ltr", "rtl")
ENGLISH = "en"
FORMED = '{one: "{n} day", other: "{n} days"}'


class Words:
    """Words by their key: text, or the forms of what counts something; English ones where the language lacks some."""

    def __init__(self, folders: tuple[Path, ...], language: str) -> None:
        self.forms: dict[str, Any] = {"direction": direction(language)}
        self._languages: dict[str, str] = {}
        self._files: dict[str, Path] = {}
        self._said: dict[str, str] = {}
        for name, folder in _sources(folders, language):
            self._learn(folder / "strings" / f"{name}.yaml", name, language)

    def say(self, key: str, **values: Any) -> str:
        """The words with their places filled; of those that count something, the form that goes with `n`."""
        if not values and key in self._said:
            return self._said[key]
        if key not in self.forms:
            raise Mistake("unknown-words", f"there are no words {quoted(key)}{did_you_mean(key, self.forms)}", key)
        form = self._form(key, values.get("n"))
        if self.forms["direction"] == "rtl":
            # Dates are English, names may be anything: each is to read right where it stands.
            values = {name: _isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        try:
            said = form.format(**values)
        except KeyError as error:
            message = f"the words {quoted(key)} want a value for {{{error.args[0]}}}"
            raise Mistake("template-failed", message, key) from error
        except MISTAKES as error:
            message = f"the words {quoted(key)} cannot be filled: {error}"
            raise ThemeError(Problem(place_in(self._files[key], key), "bad-words", message)) from error
        if not values:
            self._said[key] = said
        return said

    def _form(self, key: str, n: Any) -> str:
        words = self.forms[key]
        if isinstance(words, str):
            return words
        form: str = words.get(form_of(n, self._languages[key]) if isinstance(n, int) else "other", words["other"])
        return form

    def _learn(self, file: Path, name: str, language: str) -> None:
        """Take the words of a file, those in another language as far as they are wanted."""
        is_own = name in _tags(language)
        if not os.path.lexists(file):
            return
        for key, said in words_in(file).items():
            if is_own or key != "direction":
                isolated = not is_own and self.forms["direction"] == "rtl"
                self.forms[key] = _all_isolated(said) if isolated else said
                self._languages[key], self._files[key] = name, file


def words_in(file: Path) -> dict[str, Any]:
    """The words in a file as they are written there. Raises ThemeError with all that keeps them from being used."""
    written, problems = read_words(file)
    if problems:
        raise ThemeError(*problems)
    return written


def read_words(file: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The words in a file that can be used, and what is wrong with the others."""
    try:
        source = parse_yaml(read_bytes(file))
    except Unreadable as error:
        where = place(file)._replace(line=error.line, column=error.column)
        return {}, [Problem(where, error.code, error.message)]
    except ThemeError as error:
        return {}, list(error.problems)
    if not isinstance(source.written, dict):
        return {}, [Problem(place(file), "wrong-shape", "words are a mapping, as in `skip: Skip to content`")]
    at = place(file)
    problems = [
        Problem(
            at._replace(line=line, column=column),
            "repeated-key",
            f"the key {quoted(key)} stands here for the second time",
        )
        for line, column, key in source.repeated
    ]
    sound = {}
    for key, said in source.written.items():
        if fault := _fault(file, key, said):
            problems.append(fault)
        else:
            sound[key] = said
    return sound, problems


def _fault(file: Path, key: str, said: Any) -> Problem | None:
    """What keeps words from being said at all."""
    if key == "direction" and said not in DIRECTIONS:
        message = "the direction is ltr or rtl"
        return Problem(place_in(file, key), "unknown-value", message)
    if isinstance(said, str):
        return None
    if not isinstance(said, dict):
        found = "a list" if said else "empty"
        message = f"{quoted(key)} is {found}; expected a text, or its forms, as in {FORMED}"
        return Problem(place_in(file, key), "wrong-shape", message)
    for form, text in said.items():
        if form not in FORMS:
            message = f"no form {quoted(form)} here{did_you_mean(form, FORMS)}; the forms are {', '.join(FORMS)}"
            return Problem(place_in(file, key, form, at_key=True), "unknown-field", message)
        if not isinstance(text, str):
            return Problem(place_in(file, key, form), "wrong-shape", f"{quoted(form)} is no text; a form is one")
    if "other" not in said:
        return Problem(place_in(file, key), "missing-field", f"{quoted(key)}: other is missing")
    return None


def _sources(folders: tuple[Path, ...], language: str) -> list[tuple[str, Path]]:
    """The languages and folders that words are taken from: each counts before those in front of it."""
    return [(name, folder) for name in dict.fromkeys((ENGLISH, *_tags(language))) for folder in reversed(folders)]


def _tags(language: str) -> tuple[str, str]:
    return language.partition("-")[0], language


def _all_isolated(said: str | Mapping[str, str]) -> str | dict[str, str]:
    """Words that stand among those of a language written from right to left."""
    if isinstance(said, str):
        return _isolated(said)
    return {form: _isolated(text) for form, text in said.items()}


def _isolated(text: str) -> str:
    """The text between Unicode's first-strong isolate and its end (UAX #9), so that the words around do not mix in."""
    return f"\u2068{text}\u2069"
