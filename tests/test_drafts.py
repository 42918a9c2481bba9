"""What a draft says reaches no reader, nor what nobody but drafts speaks of."""

import pytest

from tests.conftest import EVENT, Files, Write
from tests.media.drawing import encoded, picture
from timeline.checks import check
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, Kind, load
from timeline.problems import has_errors

ARTICLE = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-12\n---\n"
# What a draft can mention, by the kind and the id of the entry.
MENTIONS: dict[str, tuple[Kind, str]] = {
    "actors: [secret]": ("actor", "secret"),
    "places: [secret]": ("place", "secret"),
    "tags: [secret]": ("tag", "secret"),
    "tags: [Secret]": ("tag", "secret"),
    "excerpts: [{article: secret, quote: x}]": ("article", "secret"),
    "excerpts: [{article: report, quote: x, speaker: secret}]": ("actor", "secret"),
    "excerpts: [{article: report, quote: x, note: '[x](place:secret)'}]": ("place", "secret"),
    "date_basis: {words: x, article: secret}": ("article", "secret"),
    "accounts: [{by: secret, says: x}]": ("actor", "secret"),
    "accounts: [{by: x, says: '[x](actor:secret)'}]": ("actor", "secret"),
    "body: '[x](thread:secret)'": ("thread", "secret"),
    "body: '[x](tag:secret)'": ("tag", "secret"),
    "body: '[x](article:secret)'": ("article", "secret"),
    "media: [{src: a.png, alt: x, caption: '[x](actor:secret)'}]": ("actor", "secret"),
    "corrections: [{date: 2025-03-12, note: '[x](place:secret)'}]": ("place", "secret"),
}
SECRETS: Files = {
    "actors.yaml": "secret: {name: Secret}\nknown: {name: Known}\n",
    "places.yaml": "secret: {name: Secret}\n",
    "tags.yaml": "secret: {name: Secret}\n",
    "threads.yaml": "war: {name: War}\nsecret: {name: Secret}\n",
    "articles/secret.md": ARTICLE,
    "media/a.png": encoded(picture(), "PNG"),
}
DRAFT = EVENT + "draft: true\n"


def _shown(content: Write, **events: str) -> Content:
    everything = load(content({**SECRETS, **{f"events/{name}.yaml": text for name, text in events.items()}}))
    assert not has_errors(check(everything))
    return without_drafts(everything)


def test_drafts_disappear_and_other_events_stay(content: Write) -> None:
    assert _shown(content, draft=DRAFT, other=EVENT).events.keys() == {"other"}


def test_without_drafts_nothing_changes(content: Write) -> None:
    everything = load(content({**SECRETS, "events/a.yaml": EVENT}))
    assert without_drafts(everything) == everything


@pytest.mark.parametrize("mention", MENTIONS)
def test_what_only_a_draft_mentions_disappears_with_it(content: Write, mention: str) -> None:
    kind, name = MENTIONS[mention]
    assert name not in _shown(content, draft=f"{DRAFT}{mention}\n", other=EVENT).of_kind(kind)


@pytest.mark.parametrize("mention", MENTIONS)
def test_what_a_published_event_mentions_too_stays(content: Write, mention: str) -> None:
    kind, name = MENTIONS[mention]
    assert name in _shown(content, draft=f"{DRAFT}{mention}\n", other=f"{EVENT}{mention}\n").of_kind(kind)


def test_the_thread_of_drafts_alone_disappears(content: Write) -> None:
    assert _shown(content, draft=DRAFT.replace("war", "secret"), other=EVENT).threads.keys() == {"war"}


def test_what_nothing_mentions_stays(content: Write) -> None:
    assert "known" in _shown(content, draft=DRAFT).actors


@pytest.mark.parametrize("file", ["pages/about.md", "articles/report.md"])
def test_what_a_published_text_links_to_stays(content: Write, file: str) -> None:
    text = (
        f"{ARTICLE}[x](actor:secret)\n"
        if file.startswith("articles")
        else "---\ntitle: About\n---\n[x](actor:secret)\n"
    )
    content({file: text})
    everything = load(content({**SECRETS, file: text, "events/a.yaml": DRAFT + "actors: [secret]\n"}))
    assert "secret" in without_drafts(everything).actors


def test_what_a_published_register_entry_links_to_stays(content: Write) -> None:
    actors = "secret: {name: Secret}\nknown: {name: Known, description: '[x](actor:secret)'}\n"
    everything = load(content({**SECRETS, "actors.yaml": actors, "events/a.yaml": DRAFT + "actors: [secret]\n"}))
    assert "secret" in without_drafts(everything).actors


def test_an_entry_that_links_to_itself_does_not_keep_itself(content: Write) -> None:
    actors = "secret: {name: Secret, description: '[x](actor:secret)'}\n"
    everything = load(content({**SECRETS, "actors.yaml": actors, "events/a.yaml": DRAFT + "actors: [secret]\n"}))
    assert "secret" not in without_drafts(everything).actors


def test_an_article_that_disappears_keeps_nothing(content: Write) -> None:
    event = DRAFT + "actors: [secret]\nexcerpts: [{article: secret, quote: x}]\n"
    article = f"{ARTICLE}[x](actor:secret)\n"
    everything = load(content({**SECRETS, "articles/secret.md": article, "events/a.yaml": event}))
    shown = without_drafts(everything)
    assert "secret" not in shown.articles
    assert "secret" not in shown.actors


def test_a_picture_of_a_draft_disappears_with_it(content: Write) -> None:
    assert _shown(content, draft=DRAFT + "media: [{src: a.png, alt: x}]\n", other=EVENT).media == ()
