"""What is wrong with a theme's own words, beside those of the default theme."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from timeline.problems import Problem, did_you_mean, quoted
from timeline.theme.folders import files
from timeline.theme.mistakes import place, place_in
from timeline.theme.plurals import forms_in
from timeline.theme.uses import Uses
from timeline.theme.words import ENGLISH, read_words


def word_problems(folders: tuple[Path, ...], uses: Uses | None) -> Iterator[Problem]:
    """What is wrong with the words of the first folder; uses are those of its templates, where these can be read."""
    own = folders[0] / "strings"
    english, _ = read_words(folders[-1] / "strings" / f"{ENGLISH}.yaml")
    for file in files(own):
        if file.suffix != ".yaml" or file.parent != own:
            message = "this file is not read: words lie in strings/, in a file such as uk.yaml for each language"
            yield Problem(place(file), "stray-file", message, "warning")
            continue
        sound, problems = read_words(file)
        yield from problems
        for key in sound.keys() - {"direction"}:
            yield from _problems_of(file, key, sound[key], english, uses)


def _problems_of(file: Path, key: str, said: Any, english: Mapping[str, Any], uses: Uses | None) -> Iterator[Problem]:
    if key not in english and uses and not uses.may_say(key):
        message = f"nothing says the words {quoted(key)}{did_you_mean(key, english)}"
        yield Problem(place_in(file, key, at_key=True), "unused-words", message, "warning")
        return
    filled = {name for text in _texts(english.get(key, "")) for name in _places(text)}
    if uses:
        filled |= uses.filled.get(key, set())
    is_known = key in english
    for form, text in said.items() if isinstance(said, dict) else (("", said),):
        if fault := _fault(text, filled if is_known else None):
            yield Problem(place_in(file, key, *filter(None, [form])), "bad-words", f"{quoted(key)}: {fault}")
    if isinstance(said, dict):
        language, forms = file.stem, forms_in(file.stem)
        lacking = [form for form in forms if form not in said and form != "other"]
        if lacking:
            message = (
                f"{quoted(key)} lacks {' and '.join(map(quoted, lacking))}; {language} counts in {', '.join(forms)}"
            )
            yield Problem(place_in(file, key), "missing-form", message, "warning")


def _texts(said: Any) -> Collection[str]:
    return list(said.values()) if isinstance(said, dict) else [said]


def _places(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _fault(text: str, filled: Collection[str] | None) -> str | None:
    """Why a text cannot be filled; filled are the places that there is something for, if that is known."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError as error:
        return f"{str(error)[:1].lower()}{str(error)[1:]}; a brace that is meant stands twice"
    for _, name, form, _ in pieces:
        if name is None:
            continue
        if not name.isidentifier():
            return f"{{{name}}} is no place to fill; one is a name in braces, as in {{n}}"
        if filled is not None and name not in filled:
            known = f"; the places are {', '.join(f'{{{one}}}' for one in sorted(filled))}" if filled else ""
            return f"nothing fills {{{name}}}{did_you_mean(name, sorted(filled)) or known}"
        if form and not _takes(form):
            return f"{{{name}:{form}}} cannot be written"
    return None


def _takes(form: str) -> bool:
    for value in (2, "a"):
        try:
            format(value, form)
        except ValueError:
            continue
        return True
    return False
