"""A page of the site as a preview shows it: with the script that hears of builds, which its own rules let in."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape

from timeline.serve.outcome import Outcome

# Addresses that no page of a site can have.
OURS = "/__timeline__/"
SCRIPT, STYLE, NEWS = f"{OURS}live.js", f"{OURS}live.css", f"{OURS}news"
POLICY = re.compile(
    r"""(<meta\b[^>]*\bhttp-equiv\s*=\s*["']?content-security-policy["']?[^>]*\bcontent\s*=\s*)("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)
SHEET = re.compile(r"""<link\b[^>]*\brel\s*=\s*["']?stylesheet\b[^>]*>""", re.IGNORECASE)
ADDRESS = re.compile(r"""(\bhref\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
SOURCE = re.compile(r"""<(?:img|source|script)\b[^>]*?\bsrc\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
HEAD_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What makes one page as a browser shows it: its text, which with `rest` is meant without its style sheets.

    Two equal marks mean that a browser would show the same. sheets are the addresses of the style sheets, in order.
    """

    all: str
    rest: str
    sheets: tuple[str, ...]


def look_of(html: str, besides: Iterable[str] = ()) -> Look:
    """How a page looks; besides says of what it shows that is no part of its text how that lies."""
    sheets = tuple(_address(link[0]) for link in SHEET.finditer(html))
    bare = SHEET.sub(lambda link: ADDRESS.sub("", link[0]), html)
    shown = "\0".join(besides)
    return Look(_mark(html + "\0" + shown), _mark(bare + "\0" + shown), sheets)


def with_marked_sheets(html: str, mark_of: Callable[[str], str]) -> str:
    """The page with addresses of style sheets that change with them; mark_of gives one of what lies at an address."""

    def marked(link: re.Match[str]) -> str:
        address = _address(link[0])
        mark = mark_of(address)
        return ADDRESS.sub(lambda found: f'{found[1]}"{escape(f"{address}?{mark}")}"', link[0]) if mark else link[0]

    return SHEET.sub(marked, html)


def sources_of(html: str) -> tuple[str, ...]:
    """The addresses of the images and scripts that a page shows."""
    return tuple(unescape(found[1][1:-1]) for found in SOURCE.finditer(html))


def with_script(html: str, look: Look, is_site: bool = True) -> str:
    """The page with the script, which knows how the page looks as it is sent."""
    data = f'data-all="{look.all}" data-rest="{look.rest}" data-site="{"yes" if is_site else "no"}"'
    tag = f'<script src="{SCRIPT}" {data} defer></script>'
    open_page = POLICY.sub(lambda found: found[1] + '"' + escape(_widened(unescape(found[2][1:-1]))) + '"', html)
    end = HEAD_END.search(open_page)
    return f"{open_page[: end.start()]}{tag}{open_page[end.start() :]}" if end else open_page + tag


def page_of_problems(outcome: Outcome | None) -> str:
    """What there is to see while there is no site; outcome is None during the first build."""
    title = "The site cannot be built yet" if outcome else "The site is being built"
    frames = "".join(f"<li>{_framed(frame)}</li>" for frame in outcome.errors) if outcome else ""
    about = "It will appear here as soon as what stands below is mended." if outcome else "It will appear here."
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>{title}</title><link rel="stylesheet" href="{STYLE}"></head>'
        f'<body class="alone"><main><h1>{title}</h1><p>{about}</p><ol>{frames}</ol></main></body></html>'
    )


def _framed(frame: tuple[str, ...]) -> str:
    source = "\n".join(escape(line) for line in frame[1:])
    return f"<p>{escape(frame[0])}</p>" + (f"<pre>{source}</pre>" if source else "")


def _widened(policy: str) -> str:
    """A content security policy that lets in scripts, styles and news of our own address, too."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    allowed = {part[0].lower(): part[1:] for part in parts}
    if not allowed:
        return policy
    for kind in ("script-src", "style-src", "connect-src"):
        sources = allowed.get(kind, allowed.get("default-src", ["*"]))
        if "'self'" not in sources and "*" not in sources:
            allowed[kind] = [*(source for source in sources if source.lower() != "'none'"), "'self'"]
    return "; ".join(" ".join([kind, *sources]) for kind, sources in allowed.items())


def _address(link: str) -> str:
    found = ADDRESS.search(link)
    return unescape(found[2].strip("\"'")) if found else ""


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
