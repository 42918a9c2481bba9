"""What tests read of a built site: its files, and the links of its pages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

HOST = "https://site.invalid"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def document(page: bytes) -> Element:
    parsed: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return parsed


def links(site: dict[str, bytes], below: str = "/") -> Iterator[tuple[str, str, str]]:
    """(page, value, resolved address) of each href, src and image of a srcset in pages, as a browser resolves them."""
    for path, content in site.items():
        if path.endswith(".html"):
            base = HOST + below + path.removesuffix("index.html")
            for element in document(content).iter():
                for name in ("href", "src"):
                    if (value := element.get(name)) is not None:
                        yield path, value, urljoin(base, value)
                for value, _ in srcset(element):
                    yield path, value, urljoin(base, value)


def srcset(element: Element) -> list[tuple[str, int]]:
    """Address and width of each image that an element gives to choose from."""
    written = (element.get("srcset") or "").split(",")
    return [(one.split()[0], int(one.split()[1].removesuffix("w"))) for one in written if one.strip()]


def dead_links(site: dict[str, bytes], below: str = "/") -> list[tuple[str, str]]:
    """The links within the site whose file, or whose fragment in it, is not there."""
    ids = {
        path: {element.get("id") for element in document(content).iter()}
        for path, content in site.items()
        if path.endswith((".html", ".svg"))
    }
    dead = []
    for page, value, address in links(site, below):
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            continue
        file = unquote(parts.path).removeprefix(below)
        file = file + "index.html" if file.endswith("/") or not file else file
        missing = not parts.path.startswith(below) or file not in site
        if missing or (parts.fragment and unquote(parts.fragment) not in ids[file]):
            dead.append((page, value))
    return dead
