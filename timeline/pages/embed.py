"""An event in a frame on other pages, and oEmbed 1.0, by which those who write them find the frame by themselves."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from timeline import address
from timeline.compile import Timeline
from timeline.dates import in_words
from timeline.page import Data, Page
from timeline.pages.card import card_view
from timeline.pages.evidence import ArticleView, actor_named, article_view
from timeline.pages.recent import retraction
from timeline.pages.subject import Subject
from timeline.theme import Theme

# Pixels of the frame: wide enough for a column of text, high enough for most events.
WIDTH, HEIGHT = 600, 400
# A frame that may do nothing but show itself and open its links in new tabs. It keeps its own origin, for fonts are
# given to none that is hidden; without scripts it can make no other use of that.
SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage that an embed shows: speaker is a name, empty where the words are the article's own."""

    quote: str
    original: str
    speaker: str
    article: ArticleView


def embed_names(subject: Subject) -> Iterable[str]:
    return subject.timeline.events if subject.timeline.settings.outputs.embed else ()


def embed_pages(subject: Subject, name: str) -> Iterator[Page]:
    """The frame of an event and its oEmbed, at its earlier addresses too.

    A page that leads on would not do there: in a frame without scripts a browser stays on it.
    """
    timeline, event = subject.timeline, subject.timeline.events[name]
    shown: dict[str, Any] = {
        "event": timeline.all_rows[name],
        "quotation": _quotation(timeline, name),
        "accounts": tuple(
            (actor_named(timeline, one.by)[1], one.says, in_words(one.date) if one.date else "")
            for one in event.accounts
        ),
        "retraction": retraction(event),
        "home": address.of_entry("event", name),
    }
    for one in (name, *event.aliases):
        folder = address.of_entry("event", one)
        yield subject.html(folder + "embed/", write_embed, event.title, listed=False, **shown)
        yield Page(folder + "oembed.json", write_oembed, _oembed(subject, name), themed=False)


def write_embed(theme: Theme, data: Data) -> bytes:
    return theme.html("embed.html", data)


def write_oembed(theme: Theme, data: Data) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def embed_code(subject: Subject, name: str) -> str:
    """The frame of an event as HTML for other pages; empty where the site's address is not known, or has no embeds."""
    event = subject.timeline.events[name]
    if not subject.site.base_url or not subject.timeline.settings.outputs.embed or event.draft:
        return ""
    src = subject.site.base_url + address.of_entry("event", name) + "embed/"
    return (
        f'<iframe src="{escape(src)}" title="{escape(event.title)}" width="{WIDTH}" height="{HEIGHT}" loading="lazy" '
        f'sandbox="{SANDBOX}" style="max-width:100%;border:1px solid #a4a59f"></iframe>'
    )


def _oembed(subject: Subject, name: str) -> dict[str, Any]:
    """The answer of an oEmbed provider (oembed.com, 2.3.4); a link, which needs no address, where there is no frame."""
    site, code, card = subject.site, embed_code(subject, name), card_view(subject, name)
    title = subject.timeline.events[name].title
    answer = {"version": "1.0", "title": title, "author_name": site.author, "provider_name": site.title}
    if not code:
        return {"type": "link", **answer}
    answer |= {"author_url": site.base_url, "provider_url": site.base_url}
    picture: dict[str, Any] = {}
    if card:
        picture = {"url": site.base_url + card.src, "width": card.width, "height": card.height}
    thumbnail = {f"thumbnail_{key}": value for key, value in picture.items()}
    return {"type": "rich", **answer, "html": code, "width": WIDTH, "height": HEIGHT, **thumbnail}


def _quotation(timeline: Timeline, name: str) -> Quotation | None:
    """The first passage that bears the event out and is not in doubt.

    There is none of an event that was retracted, and of one that is disputed it would be one side's word.
    """
    event = timeline.events[name]
    for excerpt, judged in zip(event.excerpts, timeline.verdicts[name], strict=False):
        sound = judged.verdict in ("verified", "not-captured")
        if event.status not in ("retracted", "disputed") and excerpt.stance == "supports" and sound:
            speaker = actor_named(timeline, excerpt.speaker)[1]
            return Quotation(excerpt.quote, excerpt.original, speaker, article_view(timeline, excerpt.article))
    return None
