"""That browsers are shown every kind of page."""

import pytest

from tests.browser.sites import PAGES
from tests.theme.recorded import given
from tests.theme.test_plain import ASKED_FOR


@pytest.mark.parametrize("template", sorted(name for name in ASKED_FOR if name.endswith(".html")))
def test_a_page_of_every_template_is_looked_at(template: str) -> None:
    looked_at = {path for pages in PAGES.values() for path in pages.values()}
    assert {data["path"] for data in given()[template]} & looked_at
