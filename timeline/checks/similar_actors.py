"""Actors that are probably one."""

import re
import unicodedata
from collections.abc import Iterator

from timeline.content.load import Content
from timeline.content.references import values
from timeline.content.source import locate
from timeline.problems import Problem, quoted

# What names of companies, persons and parties end in for some, and not for others.
SUFFIXES = frozenset(
    {"inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "corp", "corporation", "co", "company", "gmbh", "ag"}
    | {"sa", "spa", "srl", "bv", "nv", "ab", "oy", "kg", "se", "ev", "jr", "junior", "sr", "senior", "party"}
)
# These stand inside a word or close it; all other punctuation stands between words.
INSIDE = re.compile(r"[.'’ʼ`´]")


def similar_actors(content: Content) -> Iterator[Problem]:
    """`similar-actors` (warning): two actors have names that differ in nothing but capitals, spaces, punctuation,
    accents, `the`, or an ending such as `Inc.`, `GmbH`, `Jr.` or `(party)`. If they are one, its events stand on two
    pages, and neither shows them all. Make one entry of them, with the other's id among its `aliases`.
    """
    first: dict[str, str] = {}
    for actor in content.actors.values():
        for _, name in values(actor.written, ("name",)):
            if not (bare := bare_name(name)):
                continue
            if (other := first.setdefault(bare, actor.id)) != actor.id:
                before = content.actors[other]
                line = locate(before.file, (other, "name")).line
                also = f"{quoted(str(before.written['name']))} ({quoted(other)}, line {line})"
                message = f"{quoted(name)} and {also} are called alike; are they one?"
                yield content.problem(actor, "similar-actors", message, "name", severity="warning")


def bare_name(name: str) -> str:
    """What two spellings of one name have in common: its letters and digits, without what may as well be left out."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = INSIDE.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    words = re.findall(r"[^\W_]+", plain)
    if words[:1] == ["the"] and len(words) > 1:
        del words[0]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return "".join(words)
