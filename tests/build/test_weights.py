"""What an item weighs on a page: the bytes of its texts as HTML has them, and so much around each."""

from dataclasses import dataclass
from typing import Any

import pytest

from timeline.pages.weight import AROUND_ITEM, AROUND_TEXT, weight


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    number: int | None = None
    of: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Called:
    name: str


@pytest.mark.parametrize(
    ("item", "texts"),
    [
        (Named("Kursk"), ["Kursk"]),
        (Called("Kursk"), ["Kursk"]),
        (Named("«за» & <'под'>"), ["«за» &amp; &lt;&#x27;под&#x27;&gt;"]),
        (Named('"', 7, (1.5, True, None)), ["&quot;"]),
        (Named("", of=("", ())), []),
        (("one", Named("two", of=(("three",), Named("four")))), ["one", "two", "three", "four"]),
    ],
)
def test_an_item_weighs_what_its_texts_do_wherever_in_it_they_stand(item: Any, texts: list[str]) -> None:
    around = AROUND_ITEM + AROUND_TEXT * len(texts)
    assert weight(item) == around + sum(len(text.encode()) for text in texts)
