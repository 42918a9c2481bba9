"""A site whose feeds would be other feeds at another address."""

from collections.abc import Iterator

from timeline.content.load import SITE, Content
from timeline.content.source import locate
from timeline.problems import Problem


def no_site_id(content: Content) -> Iterator[Problem]:
    """`no-site-id` (warning): there is a `base_url` in site.yaml and no `id`, so that the entries of the feeds are
    named after the address. When the site moves, feed readers show every entry as new. Give it an `id`, as in
    `"example.org,2025"`: a domain that is yours and a year in which it was.
    """
    if content.settings.base_url and not content.settings.id:
        message = 'base_url may change, and names in feeds with it; add an id, as in `id: "example.org,2025"`'
        yield Problem(locate(content.root / SITE, ("base_url",)), "no-site-id", message, "warning")
