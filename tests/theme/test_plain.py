"""No look is in the code: with a theme that is as plain as can be, the pages hold only what it and the content say."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml

from tests.build.conftest import example_in
from tests.build.reading import dead_links, document, files
from timeline import dates, markdown
from timeline.build import build
from timeline.content.load import load
from timeline.dates import Edtf
from timeline.theme import Theme, theme_folders

ROOT = Path(__file__).parents[2]
PLAIN = Path(__file__).parent / "plain"
ASKED_FOR = {
    name
    for file in (ROOT / "timeline").rglob("*.py")
    for name in re.findall(r'theme\.(?:html|svg)\("([^"]+)"', file.read_text("utf-8"))
}
# What Markdown, notes and the filter `unbroken` put into pages; docs/theming.md tells what each is for.
CLASSES_OF_CODE = {"ref", "nb", "left", "center", "right", "footnote", "footnote-ref", "footnote-backref"}
CLASSES_OF_CODE |= {
    "pt",
    "md",
    "sm",
    "plot",
    "wide",
    "compact",
    "lanes",
    "axis",
    "edge",
    "line",
    "weekend",
    "rest",
    "gap",
}
CLASSES_OF_CODE |= {
    "zigzag",
    "b",
    "mk",
    "key",
    "hollow",
    "u",
    "t1",
    "t2",
    "t3",
    "t4",
    "t5",
    "tint",
    "cap",
    "bar",
    "maybe",
}
CLASSES_OF_CODE |= {"join", "name", "bars", "likely", "dot", "on"}
SHOWN = ("alt", "title", "aria-label", "placeholder")
Themed = Callable[[str], dict[str, bytes]]


@pytest.fixture
def themed(tmp_path: Path) -> Themed:
    """Builds the example with a theme in the project's themes/, and gives the site: `themed("plain")`."""
    options = replace(example_in(tmp_path), drafts=True)
    settings = options.content / "site.yaml"
    written = settings.read_text("utf-8")
    shutil.copytree(PLAIN, tmp_path / "themes" / "plain")

    def built(theme: str) -> dict[str, bytes]:
        settings.write_text(f"{written}theme: {theme}\n", "utf-8")
        report = build(options)
        assert report.update, report.problems
        return files(options.output)

    return built


def pages(site: dict[str, bytes]) -> Iterator[tuple[str, Element]]:
    return ((path, document(content)) for path, content in site.items() if path.endswith(".html"))


def test_the_plain_theme_has_every_template_that_the_code_asks_for_and_no_other() -> None:
    templates = {file.name for file in (PLAIN / "templates").iterdir() if file.name[0] != "_"}
    assert templates == ASKED_FOR


def test_every_page_of_the_plain_theme_leads_somewhere(themed: Themed) -> None:
    site = themed("plain")
    assert dead_links({path: content for path, content in site.items() if path != "404.html"}) == []


def test_no_class_style_drawing_or_script_comes_from_the_code(themed: Themed) -> None:
    for path, page in pages(themed("plain")):
        for element in page.iter():
            assert set(element.get("class", "").split()) <= CLASSES_OF_CODE, path
            assert element.get("style") is None
            assert element.tag not in ("style", "script", "svg"), path


def test_no_word_of_a_page_comes_from_the_code(themed: Themed, tmp_path: Path) -> None:
    """All that a page says is in the content, is a date, or is among the theme's words, which here are marked."""
    words = Theme(theme_folders("plain", tmp_path)).words
    marked = {key: _marked(said) for key, said in words.forms.items() if key != "direction"}
    strings = tmp_path / "themes" / "plain" / "strings" / "en.yaml"
    strings.write_text(yaml.safe_dump(marked, allow_unicode=True), "utf-8")
    known = " ".join(_known(tmp_path / "content"))
    for path, page in pages(themed("plain")):
        for text in _texts(page):
            for rest in _outside(text):
                assert all(_bare(part) in known for part in rest.split(", ")), (path, text)


@pytest.mark.parametrize("name", ["templates/_card.html", "strings/en.yaml", "static/style.css"])
def test_a_theme_of_one_file_changes_what_that_file_does_and_nothing_else(
    themed: Themed, tmp_path: Path, name: str
) -> None:
    before = themed("default")
    file = tmp_path / "themes" / "own" / name
    file.parent.mkdir(parents=True)
    text = (ROOT / "themes" / "default" / name).read_text("utf-8")
    file.write_text(OWN[name](text), "utf-8")
    after = themed("own")
    assert _unchanged(after) == _unchanged(before)
    assert any(b"OWN" in content for content in after.values())


# What a theme of its own makes of a file of the default one; and what then differs in pages.
OWN: dict[str, Callable[[str], str]] = {
    "templates/_card.html": lambda text: text.rstrip("\n") + "<!--OWN-->",
    "strings/en.yaml": lambda text: "permalink: Permalink OWN\n",
    "static/style.css": lambda text: text + "/*OWN*/",
}
CHANGED = re.compile(rb"<!--OWN-->| OWN\b|(?<=style\.)[0-9a-f]{10}(?=\.css)")


def _unchanged(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path: CHANGED.sub(b"", content) for path, content in site.items() if path.endswith(".html")}


def _marked(said: str | dict[str, str]) -> str | dict[str, str]:
    return f"⟦{said}⟧" if isinstance(said, str) else {form: f"⟦{text}⟧" for form, text in said.items()}


def _outside(text: str) -> Iterator[str]:
    """The stretches of a text that are in no marks, whatever these hold."""
    bare = text
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", "\0", bare)) != bare:
        bare = inner
    return (rest for rest in bare.split("\0") if re.search(r"[^\W\d]", rest))


def _bare(text: str) -> str:
    """A text without the marks around it, each white space as one: what two texts must have in common."""
    return re.sub(r"^\W+|\W+$", "", " ".join(text.split())).casefold()


def _texts(page: Element) -> Iterator[str]:
    for element in page.iter():
        yield from (text for text in (element.text, element.tail) if text)
        yield from (element.get(name, "") for name in SHOWN)


def _known(root: Path) -> Iterator[str]:
    """What the content says, as it is written, as it reads, and its dates in words."""
    content = load(root)
    for kind in ("event", "article", "page", "thread", "actor", "place", "tag"):
        for entry in content.of_kind(kind).values():
            yield from map(str.casefold, _said(entry.record))
    yield from map(str.casefold, _said(content.settings))


def _said(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (" ".join(value.split()), " ".join(markdown.plain(value).split()))
    elif isinstance(value, Edtf):
        yield from (dates.in_words(value), dates.weekday_words(value), dates.precision_in_words(value))
    elif isinstance(value, tuple):
        for one in value:
            yield from _said(one)
    elif hasattr(value, "__dict__"):
        for one in vars(value).values():
            yield from _said(one)
