"""Images that are not there, or cannot be published."""

import unicodedata
from collections.abc import Iterator

from timeline.content.load import Content
from timeline.content.references import values
from timeline.images import ENDINGS, PUBLISHED, BadImage, Facts, examined, kind_by_name
from timeline.problems import Place, Problem, did_you_mean, quoted

REFUSED = frozenset(':?*"<>|')
# Less than the 255 bytes of most file systems, for copies have longer names.
LONGEST_NAME = 240


def media(content: Content) -> Iterator[Problem]:
    """`unknown-media`: `src` names a file that is not under `content/media/`. Put the file there, or mend its name.

    `bad-image`: a file below `media/` is named like an image and is none, or one of another kind; it is cut short or
    damaged; it has more than 50 MiB or 100 megapixels. Or an event uses a file of a kind that is not published, such as
    SVG, which can hold scripts. Rename the file, copy it anew, make it smaller, or save it as JPEG, PNG, WebP, GIF or
    AVIF; the message says which.

    `bad-path`: the name of an image holds invisible characters or one of `" * : < > ? |`, which some systems and hosts
    refuse; or it has more than 240 bytes, or letters that are not composed (NFC). Rename the file.

    `unreadable-file`: an image that cannot be read cannot be published.

    `stray-file`: below `media/` a file that is no image of a published kind, and that no event uses, gives a warning.

    `two-files-one-path`: the names of two images differ only in capitals, and some file systems cannot hold both. Or a
    file has the name under which a narrower copy of another image is published, such as `a-480w.png` beside `a.png`.
    Rename one.
    """
    yield from _uses(content)
    facts: dict[str, Facts] = {}
    used = {source for event in content.events.values() for _, source in values(event.written, ("media", "*", "src"))}
    for path in content.media:
        file = content.root / "media" / path
        if kind_by_name(path) and _composed(path) != path:
            message = "the file's name has accents as characters of their own; rename it with composed letters (NFC)"
            yield Problem(Place(str(file)), "bad-path", message)
        elif kind_by_name(path):
            try:
                facts[path] = examined(file)
            except BadImage as error:
                yield Problem(Place(str(file)), "bad-image", error.why)
            except OSError as error:
                message = f"the file cannot be read: {error.strerror}"
                yield Problem(Place(str(file)), "unreadable-file", message)
        elif path not in used:
            message = f"this file is not read: images end in {', '.join(ENDINGS)}"
            yield Problem(Place(str(file)), "stray-file", message, "warning")
    yield from _one_path(content, facts)


def _uses(content: Content) -> Iterator[Problem]:
    known = {_composed(path) for path in content.media}
    for event in content.events.values():
        for route, source in values(event.written, ("media", "*", "src")):
            if source not in known:
                if event.record:
                    message = f"there is no file {quoted(source)} under media/{did_you_mean(source, content.media)}"
                    yield content.problem(event, "unknown-media", message, *route)
            elif not kind_by_name(source):
                message = f"{quoted(source)} is not published; save it as {PUBLISHED}"
                yield content.problem(event, "bad-image", message, *route)
            elif fault := _name_fault(source):
                yield content.problem(event, "bad-path", f"{quoted(source)}: {fault}", *route)


def _name_fault(source: str) -> str | None:
    """What keeps a file's name from being published: systems and hosts refuse some characters and endless names."""
    if not source.isprintable() or set(source) & REFUSED:
        return f"a published name holds no invisible character and none of {' '.join(sorted(REFUSED))}"
    longest = len(source.rpartition("/")[2].encode())
    return f"the name has {longest} bytes, and {LONGEST_NAME} at most are published" if longest > LONGEST_NAME else None


def _one_path(content: Content, facts: dict[str, Facts]) -> Iterator[Problem]:
    named = {_folded(path): path for path in reversed(content.media)}
    for path in content.media:
        file = str(content.root / "media" / path)
        if (first := named[_folded(path)]) != path:
            message = f"this file and {quoted(first)} have one name where case is ignored"
            yield Problem(Place(file), "two-files-one-path", message)
        *copies, _ = facts[path].copies(path) if path in facts else [("", 0)]
        for copy, width in copies:
            if other := named.get(_folded(copy)):
                message = f"a copy of {quoted(path)}, {width} pixels wide, is published under this name"
                yield Problem(Place(str(content.root / "media" / other)), "two-files-one-path", message)


def _folded(path: str) -> str:
    return _composed(path).casefold()


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)
