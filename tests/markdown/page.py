"""HTML as a browser's parser sees it, and Markdown as it reads on the page events/here/."""

from collections.abc import Iterator, Mapping
from typing import Any

import html5lib

from timeline import address
from timeline.markdown import Notes, resolve, to_html

HTML = "{http://www.w3.org/1999/xhtml}"


def on_page(text: str, numbers: Mapping[str, int] | None = None) -> str:
    """The HTML of the text on the page of an event, its notes left out where no numbers are given."""
    return resolve(to_html(text), _from_here, None if numbers is None else notes(numbers))


def notes(numbers: Mapping[str, int]) -> Notes:
    return Notes(numbers, "Excerpt {}".format)


def elements(markup: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every element that a browser would make of the markup: its name and its attributes."""
    for element in html5lib.parseFragment(markup, treebuilder="etree").iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            yield element.tag.removeprefix(HTML), element.attrib
        elif not isinstance(element.tag, str):
            yield "comment", {}


def names(markup: str) -> set[str]:
    return {name for name, _ in elements(markup)}


def words(markup: str) -> str:
    """The text of the markup."""
    fragment: Any = html5lib.parseFragment(markup, treebuilder="etree")
    return "".join(fragment.itertext())


def _from_here(kind: str, name: str) -> str:
    return address.relative("events/here/", address.of_entry(kind, name))
