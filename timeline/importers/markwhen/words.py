"""The texts of markwhen, which are nearly Markdown, as Markdown of ours: no HTML, no links but to the web."""

import re
import textwrap
from dataclasses import dataclass

from timeline.importers.found import Image, Place
from timeline.importers.markup import escaped, is_web, linked, markdown_of, plain_of
from timeline.markdown import too_costly
from timeline.text import squeeze

# A tag begins behind a space and is not a number: #1 is none.
TAG = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w+)")
META = re.compile(rf"{TAG.pattern}|\[([^\[\]]*)\]\((?:location|map)\)")
CHECKBOX = re.compile(r"\[([xX ]?)\](?:\s+|$)")
NAMED = re.compile(r"(?:^|(?<=\s))!([\w-]+)", re.ASCII)
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s", re.ASCII)
STRONG = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__|`([^`]+)`")
TARGET = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
LINK = rf"(?P<bang>!?)\[(?P<words>[^\[\]\n]*)\]\((?P<target>{TARGET})(?:[ \t]+\"[^\"\n]*\")?\)"
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
    """A text as Markdown, with what was found in it, and what of it is not carried over."""

    text: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    images: tuple[Image, ...] = ()
    lost: tuple[str, ...] = ()


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
    text, tags, places = _without_meta(text)
    shown = _markdown(text)
    words = squeeze(text)
    if too_costly(text) is None:
        words = squeeze(STRONG.sub(lambda m: m[1] or m[2] or m[3], MARKS.sub(_plain, text)))
    # Where the title has all that the line says, the line is not said twice.
    markdown = "" if squeeze(shown.text) in (words, escaped(words)) or words == squeeze(text) else shown.text
    rest = Words(tags=tags, places=places, images=shown.images, lost=(*lost, *shown.lost))
    return Title(words, markdown, rest, name)


def body_of(lines: list[str]) -> Words:
    """What the lines below say."""
    tags: dict[str, None] = {}
    places: dict[Place, None] = {}
    kept = []
    for line in lines:
        if line.lstrip().startswith("//"):
            continue
        text, of_line, there = _without_meta(line) if "#" in line or "](" in line else (line, (), ())
        tags.update(dict.fromkeys(of_line))
        places.update(dict.fromkeys(there))
        if text.strip() or not line.strip():
            kept.append(text.rstrip())
    shown = _markdown(_even(kept))
    return Words(shown.text, tuple(tags), tuple(places), shown.images, shown.lost)


def _without_meta(line: str) -> tuple[str, tuple[str, ...], tuple[Place, ...]]:
    """The line without the tags before and behind its words; among the words they are words, and so are places."""
    found = list(META.finditer(line))
    tags = tuple(dict.fromkeys(m[1] for m in found if m[1]))
    places = tuple(dict.fromkeys(Place(squeeze(m[2])) for m in found if m[1] is None and m[2].strip()))
    first, last = 0, len(line)
    end = len(found)
    while end and not line[found[end - 1].end() : last].strip():
        end -= 1
        last = found[end].start()
    if end < len(found) and found[end][1] is None:
        # A place that follows words belongs to them: only what stands behind another tag or place does not.
        last = found[end].end()
        end += 1
    begin = 0
    while begin < end and found[begin][1] and not line[first : found[begin].start()].strip():
        first = found[begin].end()
        begin += 1
    kept: list[str] = []
    for m in found[begin:end]:
        kept += line[first : m.start()], m[1] or m[2] or ""
        first = m.end()
    return "".join((*kept, line[first:last])), tags, places


def _even(lines: list[str]) -> str:
    """Lines without the indentation of their group, which Markdown would take for code; lists keep theirs."""
    text = textwrap.dedent("\n".join(lines)).strip("\n").rstrip()
    if any(map(LIST_ITEM.match, lines)):
        return text.expandtabs(4)
    return "\n".join(line.strip() for line in text.split("\n"))


def _markdown(text: str) -> Words:
    lost: list[str] = []
    images: list[Image] = []
    if (costly := too_costly(text)) is None:
        kept = MARKS.sub(lambda m: _mark(m, images, lost), _without_comments(text, lost))
        kept = re.sub(r"^([ \t]*)(?=#)", r"\1\\", kept, flags=re.MULTILINE).strip()
        if (costly := too_costly(kept)) is None:
            return Words(kept, images=tuple(images), lost=tuple(lost))
    return Words(escaped(text), lost=(f"its formatting is not carried over: {costly}",))


def _without_comments(text: str, lost: list[str]) -> str:
    """The text without comments of HTML; one that does not end is text."""
    pieces = []
    at = 0
    while (first := text.find("<!--", at)) >= 0 and (last := text.find("-->", first)) >= 0:
        pieces.append(text[at:first])
        at = last + 3
        lost.append("dropped: a comment in HTML")
    return "".join((*pieces, text[at:]))


def _mark(found: re.Match[str], images: list[Image], lost: list[str]) -> str:
    if found["code"]:
        return found[0]
    if found["pair"] or found["tag"]:
        if found[0] in ("<!--", "-->"):
            return found[0].replace("<", "&lt;")
        if re.fullmatch(r"<br\s*/?>", found[0], re.IGNORECASE):
            return "  \n"
        markup = markdown_of(found[0])
        lost.extend(f"dropped: {each}" for each in markup.dropped)
        return markup.text
    if found["address"]:
        return linked(found["address"], found["address"])
    if found["target"] is not None:
        return _link(found, images, lost)
    if found["reference"]:
        return found["reference"].replace("[", r"\[")
    return ESCAPED_SIGNS[found["sign"]]


def _link(found: re.Match[str], images: list[Image], lost: list[str]) -> str:
    words, target = found["words"], _address(found["target"])
    inner = re.sub(r"<(?!\s)", "&lt;", words)
    if found["bang"]:
        if is_web(target):
            lost.append(f"dropped: an image, {target} (now a link)")
            return linked(words.strip() or target, target)
        if target and not SCHEME.match(target) and not target.startswith(("/", "\\")):
            images.append(Image(target, alt=squeeze(words)))
            return ""
        lost.append(f"dropped: an image, {target or 'without an address'}")
        return inner
    if is_web(target):
        return f"[{inner}]({target})"
    lost.append(f"dropped: a link to {target or 'nowhere'}; its words stay")
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
