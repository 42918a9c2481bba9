"""The texts of markwhen, which are nearly Markdown, as Markdown of ours: no HTML, no links but to the web."""

import re
import textwrap
from dataclasses import dataclass

from timeline.importers.found import Image, Place
from timeline.importers.markup import escaped, is_web, linked, markdown_of, plain_of
from timeline.markdown import too_costly
from timeline.text import squeeze

CHECKBOX = re.compile(r"\[([xX ]?)\](?:\s+|$)")
NAMED = re.compile(r"(?:^|(?<=\s))!([\w-]+)", re.ASCII)
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s", re.ASCII)
STRONG = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__|`([^`]+)`")
TARGET = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
LINK = rf"(?P<bang>!?)\[(?P<words>[^\[\]\n]*)\]\((?P<target>{TARGET})(?:[ \t]+\"(?P<label>[^\"\n]*)\")?\)"
# A tag begins behind a space and is not a number: #1 is none. Behind its letters it ends, whatever else follows.
TAG = r"(?:^|(?<=\s))\#(?!\d+(?:\s|$))(?P<tag>\w+)(?P<rest>[^\s\[\]()<>]*)"
META = re.compile(
    rf"""{TAG}
    |\[(?P<place>[^\[\]]*)\]\((?:location|map)\)
    |{LINK}
    |<https?://[^<>\s]+>
    |(?:^|(?<=\s))https?://[^\s<>]+
    """,
    re.VERBOSE,
)
# What may stand between tags and links that are no part of a sentence, and what ends a sentence behind a tag.
BETWEEN = " \t,;.()"
ENDING = ".,;:!?…'\""
# Words of links that only say that there is more, and words that a sentence does not end with.
POINTER = re.compile(
    r"\W*(?:\d+|https?:\S*|(?:see )?(?:the )?(?:sources?|links?|refs?|references?|citation|article|(?:read )?more|"
    r"here|wiki(?:pedia)?|website|video|photo|image|pdf|quelle))\W*",
    re.IGNORECASE,
)
JOINING = frozenset(
    {
        *("a", "an", "the", "The", "and", "or", "&", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as"),
        *("into", "against", "between", "under", "over", "after", "before", "is", "are", "was", "were", "und"),
    }
)
# Every beginning is tried once, and no part looks further than to the next sign of its kind.
MARKS = re.compile(
    rf"""
    (?P<code>`[^`\n]+`)
    |(?P<pair><(?P<name>[a-z][a-z0-9]*)\b[^<>]*>[^<>]*</(?P=name)\s*>)
    |<(?P<address>https?://[^<>\s]+)>
    |(?P<tag></?[a-z][a-z0-9-]*(?:\s[^<>]*|/)?>|<!--|-->)
    |{LINK}
    |(?P<reference>^[ \t]*\[)(?=[^\]\n]*\]:)
    |(?P<sign>\]\(|\[\^|<(?!\s))
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
ESCAPED_SIGNS = {"](": r"]\(", "[^": r"\[^", "<": "&lt;"}
# An image that a link leads to now.
ELSEWHERE = "an image elsewhere"
SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """The first line of an event: its words alone, and the same as Markdown where that says more."""

    text: str
    markdown: str
    rest: "Words"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as Markdown, with what was found in it, what of it is not carried over, and what should be looked at."""

    text: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    images: tuple[Image, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its tags, and its beginning: what it says before tags and links that are no part of that."""

    text: str
    head: str
    tags: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()


def title_of(line: str) -> Title:
    """What the first line of an event says."""
    lost = []
    text = line.strip()
    if box := CHECKBOX.match(text):
        lost.append(f"its checkbox, {'done' if box[1] in 'xX' and box[1] else 'not done'}, is not carried over")
        text = text[box.end() :]
    name = ""
    if named := NAMED.search(text):
        name = named[1]
        text = f"{text[: named.start()]}{text[named.end() :]}"
    line_read = _read(text)
    text = line_read.text
    shown = _markdown(text)
    words = _words(line_read.head) or _words(text)
    # Where the title has all that the line says, the line is not said twice.
    markdown = "" if squeeze(shown.text) in (words, escaped(words)) or words == squeeze(text) else shown.text
    notes = (*line_read.notes, *shown.notes)
    rest = Words("", line_read.tags, line_read.places, shown.images, (*lost, *shown.lost), notes)
    return Title(words, markdown, rest, name)


def body_of(lines: list[str]) -> Words:
    """What the lines below say."""
    tags: dict[str, None] = {}
    places: dict[Place, None] = {}
    notes: list[str] = []
    kept = []
    for line in lines:
        if line.lstrip().startswith("//"):
            continue
        one = _read(line) if "#" in line or "](" in line else _Line(line, line)
        tags.update(dict.fromkeys(one.tags))
        places.update(dict.fromkeys(one.places))
        notes += one.notes
        if one.text.strip() or not line.strip():
            kept.append(one.text.rstrip())
    shown = _markdown(_even(kept))
    return Words(shown.text, tuple(tags), tuple(places), shown.images, shown.lost, (*notes, *shown.notes))


def lies_beside(target: str) -> bool:
    """Whether an image is that of a file beside the one that is read, or below its folder."""
    return bool(target) and not SCHEME.match(target) and not target.startswith(("/", "\\"))


def _words(text: str) -> str:
    """The text without its Markdown."""
    if too_costly(text) is not None:
        return squeeze(text)
    return squeeze(STRONG.sub(lambda m: m[1] or m[2] or m[3], MARKS.sub(_plain, text)))


def _read(line: str) -> _Line:
    """The line without the tags before and behind its words; among the words they are words, and so are places."""
    found = list(META.finditer(line))
    if not found:
        return _Line(line, line)
    first, begin = 0, 0
    while begin < len(found) and found[begin]["tag"] and not line[first : found[begin].start()].strip():
        first = found[begin].end()
        begin += 1
    last, end = len(line), len(found)
    while end > begin and not line[found[end - 1].end() : last].strip(BETWEEN):
        end -= 1
        last = found[end].start()
    if end < len(found) and _belongs(line[first:last], found[end], found[end + 1 : end + 2]):
        last = found[end].end()
        end += 1
    pieces: list[str] = []
    at = first
    for m in found[begin:end]:
        pieces += line[at : m.start()], _as_words(m)
        at = m.end()
    head = "".join((*pieces, line[at:last]))
    for m in found[end:]:
        pieces += (line[at : m.start()], m[0]) if _is_link(m) else (line[at : m.start()].rstrip(),)
        at = m.end()
    text = "".join((*pieces, line[at:]))
    head = head.rstrip(" \t,;(") if end < len(found) else text
    return _Line(
        text,
        head,
        tuple(dict.fromkeys(m["tag"] for m in found if m["tag"])),
        tuple(dict.fromkeys(Place(squeeze(m["place"])) for m in found if m["place"] and m["place"].strip())),
        tuple(
            f'the tag "#{m["tag"]}{m["rest"]}" is #{m["tag"]}, as markwhen reads it'
            for m in found
            if m["tag"] and m["rest"].strip(ENDING)
        ),
    )


def _is_link(found: re.Match[str]) -> bool:
    """Whether it is a link, an address or an image, neither a tag nor a place."""
    return found["tag"] is None and found["place"] is None


def _as_words(found: re.Match[str]) -> str:
    """What stands for a tag or a place in a sentence; links stay as they are."""
    if _is_link(found):
        return found[0]
    return f"{found['tag']}{found['rest']}" if found["tag"] else found["place"]


def _belongs(before: str, found: re.Match[str], following: list[re.Match[str]]) -> bool:
    """Whether what comes first behind the words is one of them, as the last word of a sentence that has a link is."""
    if not before.strip():
        return True
    if found["bang"] or not (found["tag"] or found["place"] or found["words"]):
        return False
    if (words := before.split())[-1] in JOINING and words != ["a"]:
        return True
    if found["words"] is None:
        return found["place"] is not None
    # Several links behind each other are no sentence.
    return not POINTER.fullmatch(found["words"]) and not any(
        m["words"] and not m["bang"] and not POINTER.fullmatch(m["words"]) for m in following
    )


def _even(lines: list[str]) -> str:
    """Lines without the indentation of their group, which Markdown would take for code; lists keep theirs."""
    text = textwrap.dedent("\n".join(lines)).strip("\n").rstrip()
    if any(map(LIST_ITEM.match, lines)):
        return text.expandtabs(4)
    return "\n".join(line.strip() for line in text.split("\n"))


def _markdown(text: str) -> Words:
    lost: list[str] = []
    shown: list[str] = []
    images: list[Image] = []
    if (costly := too_costly(text)) is None:
        kept = MARKS.sub(lambda m: _mark(m, images, lost, shown), _without_comments(text, lost))
        kept = re.sub(r"^([ \t]*)(?=#)", r"\1\\", kept, flags=re.MULTILINE).strip()
        if (costly := too_costly(kept)) is None:
            notes = tuple(f"{each} is a link now" for each in dict.fromkeys(shown))
            return Words(kept, images=tuple(images), lost=tuple(f"dropped: {each}" for each in lost), notes=notes)
    return Words(escaped(text), lost=(f"its formatting is not carried over: {costly}",))


def _without_comments(text: str, lost: list[str]) -> str:
    """The text without comments of HTML; one that does not end is text."""
    pieces = []
    at = 0
    while (first := text.find("<!--", at)) >= 0 and (last := text.find("-->", first)) >= 0:
        pieces.append(text[at:first])
        at = last + 3
        lost.append("a comment in HTML")
    return "".join((*pieces, text[at:]))


def _mark(found: re.Match[str], images: list[Image], lost: list[str], shown: list[str]) -> str:
    if found["code"]:
        return found[0]
    if found["pair"] or found["tag"]:
        if found[0] in ("<!--", "-->"):
            return found[0].replace("<", "&lt;")
        if re.fullmatch(r"<br\s*/?>", found[0], re.IGNORECASE):
            return "  \n"
        markup = markdown_of(found[0])
        lost.extend(markup.dropped)
        shown.extend(markup.linked)
        return markup.text
    if found["address"]:
        return linked(found["address"], found["address"])
    if found["target"] is not None:
        return _link(found, images, lost, shown)
    if found["reference"]:
        return found["reference"].replace("[", r"\[")
    return ESCAPED_SIGNS[found["sign"]]


def _link(found: re.Match[str], images: list[Image], lost: list[str], shown: list[str]) -> str:
    words, target = found["words"], _address(found["target"])
    inner = re.sub(r"<(?!\s)", "&lt;", words)
    if found["label"]:
        lost.append(f'the label of a link, "{squeeze(found["label"])}"')
    if found["bang"]:
        if is_web(target):
            shown.append(ELSEWHERE)
            return linked(words.strip() or target, target)
        if lies_beside(target):
            images.append(Image(target, alt=squeeze(words)))
            return ""
        lost.append(f"an image, {target or 'without an address'}")
        return inner
    if is_web(target):
        return f"[{inner}]({target})"
    lost.append(f"a link to {target or 'nowhere'}; its words stay")
    return inner


def _address(target: str) -> str:
    """An address of the web, which may be without its scheme."""
    return (
        f"http://{target}"
        if SITE.fullmatch(target) and not re.search(r"\.(?:png|jpe?g|gif|webp|svg|avif)$", target, re.I)
        else target
    )


def _plain(found: re.Match[str]) -> str:
    """What is left of a mark where only words may stand."""
    if found["code"]:
        return found[0][1:-1]
    if found["pair"] or found["tag"]:
        return plain_of(found[0])
    if found["target"] is not None:
        return "" if found["bang"] else found["words"]
    return found["address"] or found[0]
