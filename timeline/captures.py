"""Captured texts of articles: `<article id>.txt`, `.md` or `.html` in a folder that is no part of the project."""

import codecs
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import html_text
from lxml import etree

from timeline import markdown
from timeline.fingerprint import sha256
from timeline.problems import Place, Problem, quoted

# Of several captures of one article, the first of these counts.
SUFFIXES = (".txt", ".md", ".html", ".htm")
MOST_BYTES = 16 * 1024 * 1024
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAID = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# The encodings that a page may name, as Python or else browsers alone call them, and what browsers read them as
# (WHATWG, Encoding). None in which the letters of ASCII could be other letters, as in UTF-7.
SAME = "cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
SAME += "iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
SAME += "cp1257 cp1258 cp874 gbk gb18030 big5hkscs cp932 euc_jp cp949"
READ_AS = {name: name for name in SAME.split()} | {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gbk",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "x-sjis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
}
FRONT_MATTER = re.compile(r"---\n.*?\n---(?:\n|\Z)", re.DOTALL)
UNSEEN = ("head", "script", "style", "template", "noscript", "textarea", "select", "button", "svg", "math", "object")
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
# The tag of what is taken out, which is one that has no words to show.
TAKEN_OUT = "template"
# Elements that stand on lines of their own, and paragraphs, which also have an empty line around them. What any other
# elements part is one word.
LINES = frozenset({"br", "li", "tr", "td", "th", "dt", "dd", "option", "legend", "caption"})
PARAGRAPHS = (html_text.NEWLINE_TAGS | html_text.DOUBLE_NEWLINE_TAGS | {"section", "address", "dialog", "body"}) - LINES


class BadCapture(Exception):
    """Why a capture cannot be read."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured text and its file; sha256 is that of the file's bytes."""

    file: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a folder by the article they belong to, the best first; and those that belong to none."""

    of_article: Mapping[str, tuple[Path, ...]]
    strays: tuple[str, ...]


def files(folder: Path, names: Mapping[str, Sequence[str]]) -> Found:
    """The captures below a folder; names are the articles' ids, each with the other names its capture may bear.

    Raises OSError where the folder cannot be read.
    """
    owner = {name: (place, article) for article, all_names in names.items() for place, name in enumerate(all_names)}
    of_article: dict[str, list[tuple[int, int, Path]]] = {}
    strays = []
    for path in _files(folder):
        if path.suffix.lower() not in SUFFIXES:
            continue
        if path.stem in owner:
            place, article = owner[path.stem]
            of_article.setdefault(article, []).append((place, SUFFIXES.index(path.suffix.lower()), path))
        else:
            strays.append(path.relative_to(folder).as_posix())
    return Found({name: tuple(path for _, _, path in sorted(all_)) for name, all_ in of_article.items()}, tuple(strays))


def read(path: Path) -> Capture | Problem:
    """The text of a captured file, or what keeps it from being read."""
    try:
        content = _bytes(path)
        return Capture(str(path), sha256(content), _text(path.suffix.lower(), content))
    except BadCapture as error:
        return Problem(Place(str(path)), "unreadable-capture", str(error))


def text_of_html(content: bytes) -> str:
    """The words of a page as a browser shows it, paragraphs between empty lines. Raises BadCapture."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    page = content.decode(_encoding(content), "replace").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(page or b"<html/>", parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadCapture(f"this is not HTML: {error}") from error
    if any("xcessive depth" in told.message for told in parser.error_log):
        raise BadCapture("the elements of this page nest too deeply to be read")
    if tree is None:
        return ""
    hidden = [one for one in tree.iter(etree.Element) if one is not tree and _is_hidden(one)]
    for element in hidden:
        element.tag = TAKEN_OUT
    etree.strip_elements(tree, TAKEN_OUT, with_tail=False)
    for raised in tree.iter("sup", "sub"):
        if not _is_of_the_word(raised):
            raised.text = f" {raised.text or ''}"
            raised.tail = f" {raised.tail or ''}"
    for line in tree.iter("br"):
        before = line.getprevious()
        if before is not None and before.tag in ("br", "hr") and not (before.tail or "").strip():
            # Two line breaks in a row are what many pages part paragraphs with.
            line.tag = "hr"
    etree.strip_tags(tree, *{one.tag for one in tree.iter(etree.Element)} - LINES - PARAGRAPHS - {tree.tag})
    return html_text.etree_to_text(tree, guess_punct_space=False, newline_tags=LINES, double_newline_tags=PARAGRAPHS)


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _bytes(path: Path) -> bytes:
    try:
        # A pipe would be waited for, for ever.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise BadCapture("this is not a regular file")
            if about.st_size > MOST_BYTES:
                raise BadCapture(f"the file has {about.st_size:,} bytes; at most {MOST_BYTES:,} are read")
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadCapture(f"the file cannot be read: {error.strerror}") from error


def _text(suffix: str, content: bytes) -> str:
    if suffix in (".html", ".htm"):
        text = text_of_html(content)
    else:
        text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
        text = _text_of_markdown(text) if suffix == ".md" else text
    if not text.strip():
        raise BadCapture("there are no words in this capture")
    return text


def _text_of_markdown(text: str) -> str:
    written = FRONT_MATTER.sub("", text, count=1) if text.startswith("---\n") else text
    if why := markdown.too_costly(written):
        raise BadCapture(why)
    return text_of_html(markdown.to_html(written).encode())


def _decoded(content: bytes) -> str:
    mark = next((encoding for sign, encoding in MARKS if content.startswith(sign)), "utf-8")
    try:
        return content.decode(mark).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02x}"
        raise BadCapture(f"byte {byte} is not UTF-8; save the capture as UTF-8") from error


def _encoding(content: bytes) -> str:
    """How a page is encoded: UTF-8 if it can be, else as it says itself. Raises BadCapture if it does not."""
    for sign, encoding in MARKS:
        if content.startswith(sign):
            return encoding
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    found = SAID.search(content[:4096])
    said = found[1].decode("latin-1").lower() if found else "utf-8"
    if said in ("utf-8", "utf8"):
        raise BadCapture("this is not UTF-8, and the page does not say what else it is; save it as UTF-8")
    try:
        return READ_AS.get(said) or READ_AS[codecs.lookup(said).name]
    except LookupError:
        why = f"this is not UTF-8, nor can it be read as the {quoted(said)} that the page says it is; save it as UTF-8"
        raise BadCapture(why) from None


def _is_hidden(element: etree._Element) -> bool:
    if element.tag in UNSEEN or ("hidden" in element.attrib and element.get("hidden") != "until-found"):
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    return bool(HIDDEN.search(element.get("style", "")))


def _is_of_the_word(raised: etree._Element) -> bool:
    """Whether raised or lowered signs belong to the word before, as in 5<sup>th</sup> and CO<sub>2</sub>.

    All others stand alone, or else 10<sup>6</sup> were 106.
    """
    before = raised.getprevious()
    behind = (raised.getparent().text if before is None else before.tail) or ""
    own = next((text.strip() for text in raised.itertext() if text.strip()), "")
    if raised.tag == "sub":
        return behind[-1:].isalpha() and own.isdecimal()
    return behind[-1:].isdecimal() and own.isalpha()
