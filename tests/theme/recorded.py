"""What templates are given: the data of every page of the example and of the hard cases, as a theme gets it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser.hard import write_hard_cases
from tests.build.conftest import EXAMPLE
from timeline.compile import compile_timeline
from timeline.content.load import load
from timeline.pages.plan import plan
from timeline.pages.site import site_view
from timeline.pages.subject import Subject
from timeline.theme import Theme, theme_folders


class Recording(Theme):
    """A theme that keeps the data of each template beside filling it."""

    def __init__(self) -> None:
        super().__init__(theme_folders("default", Path("nowhere")))
        self.given: dict[str, list[Mapping[str, Any]]] = {}

    def html(self, template: str, data: Mapping[str, Any]) -> bytes:
        self.given.setdefault(template, []).append(data)
        return super().html(template, data)

    def svg(self, template: str, data: Mapping[str, Any]) -> str:
        self.given.setdefault(template, []).append(data)
        return super().svg(template, data)


@cache
def given() -> dict[str, list[Mapping[str, Any]]]:
    """The data of each page, by template."""
    theme = Recording()
    assets = tuple((name, asset.path) for name, asset in theme.assets.items())
    with TemporaryDirectory() as folder:
        for content in (load(EXAMPLE), load(write_hard_cases(Path(folder)))):
            timeline = compile_timeline(content, {})
            planned = plan(Subject(timeline, site_view(timeline, "", False), assets, "2025-04-01"))
            pages = [page for step in planned.steps for page in planned.pages(step)]
            sizes = {page.path: 12_345 for page in pages if page.piece}
            for page in (*pages, *planned.last((), sizes)):
                if page.path.endswith((".html", "/card.png", "/map.svg", "/strip.svg")):
                    page.write(theme, page.data)
    return theme.given


def shapes(value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and fields of each kind of value in some data, however deep."""
    if is_dataclass(value):
        names = tuple(field.name for field in fields(value))
        yield type(value).__name__, names
        for name in names:
            yield from shapes(getattr(value, name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from shapes(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from shapes(one)
