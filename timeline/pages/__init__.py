"""What the site is made of: every kind of page is a file of this room, and plan() lists all the pages there are.

To add a kind, write `<name>.py` with a function from the plan's subject to pages, and put it into KINDS.
"""

from collections.abc import Callable, Iterable

from timeline.page import Page
from timeline.pages.archive import archive_pages
from timeline.pages.article import article_pages
from timeline.pages.assets import asset_pages
from timeline.pages.card import card_pages
from timeline.pages.corrections import corrections_pages
from timeline.pages.embed import embed_pages
from timeline.pages.event import event_pages
from timeline.pages.export import export_pages
from timeline.pages.feed import feed_pages
from timeline.pages.free import free_pages
from timeline.pages.group import group_pages
from timeline.pages.home import home_pages
from timeline.pages.map import map_pages
from timeline.pages.media import media_pages
from timeline.pages.not_found import not_found_pages
from timeline.pages.redirect import redirect_pages
from timeline.pages.search import search_pages
from timeline.pages.sitemap import sitemap_pages
from timeline.pages.subject import Subject
from timeline.pages.year_strip import year_strip_pages

KINDS: tuple[Callable[[Subject], Iterable[Page]], ...] = (
    home_pages,
    event_pages,
    embed_pages,
    card_pages,
    article_pages,
    group_pages,
    map_pages,
    archive_pages,
    year_strip_pages,
    free_pages,
    corrections_pages,
    search_pages,
    not_found_pages,
    redirect_pages,
    export_pages,
    feed_pages,
    asset_pages,
    media_pages,
)


def plan(subject: Subject) -> tuple[Page, ...]:
    """Every file of the site; the sitemap comes last, for it lists the others."""
    pages = [page for kind in KINDS for page in kind(subject)]
    pages += sitemap_pages(subject, pages)
    assert len({page.path.casefold() for page in pages}) == len(pages), "two pages have one path"
    return tuple(pages)
