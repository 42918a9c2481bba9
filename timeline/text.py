"""Plain text: squeezed, slugged, and kept free of characters that deceive."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from slugify import slugify

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
RESERVED_IDS = frozenset({"page"})
# What stands where only a person can say what belongs there.
TO_DO = "TODO"

# C0 and C1 controls but tab and line feed, surrogates, bidirectional embeddings, overrides and isolates, line
# separators, the byte order mark inside a text, and what Unicode calls noncharacters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)


def squeeze(text: str) -> str:
    """The text on one line, with single spaces."""
    line = " ".join(text.split())
    # Most texts are so already, and none is to stand in memory twice.
    return text if line == text else line


@lru_cache(maxsize=100_000)
def slug(name: str) -> str:
    """The address of a free name: ASCII, lower case, hyphens; a name with no letter in it gets a short hash."""
    return slugify(name, max_length=LONGEST_ID, word_boundary=True) or hashlib.sha256(name.encode()).hexdigest()[:12]


def id_fault(name: str) -> str | None:
    """What keeps a name from being an id, or None."""
    if not ID.fullmatch(name):
        return "an id is lower-case letters a-z and digits, in words joined by single hyphens"
    if len(name) > LONGEST_ID:
        return f"an id has at most {LONGEST_ID} characters"
    if name in DEVICES:
        return "Windows keeps this name for a device"
    if name in RESERVED_IDS:
        return "the site needs this name for itself"
    return None


def url_fault(url: str) -> str | None:
    """What keeps a text from being a web address that may be linked, or None."""
    if re.search(r"[\s\"'<>\\^`{|}]", url) or not url.isprintable():
        return "a web address holds no spaces, quotes, backslashes or control characters"
    try:
        parts = urlsplit(url)
        host, userinfo, _ = parts.hostname, parts.username, parts.port
    except ValueError:
        return "this is not a web address"
    if parts.scheme not in ("http", "https") or not host:
        return "a web address begins with https:// or http:// and names a host"
    if userinfo is not None:
        return "a web address holds no user name"
    return None


def normal(text: str) -> str:
    """Line ends as LF, letters composed (NFC)."""
    lines = text.replace("\r\n", "\n") if "\r" in text else text
    return lines if lines.isascii() else unicodedata.normalize("NFC", lines)


def by_name(name: str) -> tuple[str, str]:
    """The place of a name among others: capitals and accents count only between names that are otherwise equal.

    No language's own order, so the same everywhere.
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)), name
