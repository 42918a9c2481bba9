"""Links in texts that lead nowhere, or somewhere they must not."""

from collections.abc import Iterator
from typing import Any

from timeline.checks.references import KINDS, is_draft, reference_problem
from timeline.content.load import Content, Entry
from timeline.content.references import linked_entry, markdown_texts
from timeline.content.source import Route
from timeline.markdown import WEB_SCHEMES, images, likely_targets, targets, too_costly
from timeline.problems import Problem, did_you_mean, quoted
from timeline.text import slug


def markdown_links(content: Content) -> Iterator[Problem]:
    """`unknown-tag`: a link `tag:…` names a tag that is neither in tags.yaml nor used by any event. Mend the link, or
    use the tag.

    `unknown-page`: a link `page:…` names a free page that is not there. Mend the link, or add the page to `pages/`.

    `bad-link`: a link in a text leads neither to the web (https, http, mailto), nor to an entry (event:, article:,
    actor:, place:, thread:, tag:, page:), nor to a place on the same page (#). A path such as `../other/` would break
    when the site moves. Write `https://…` in full, or a link to an entry such as `place:sudzha` or `page:about`.

    `image-in-text`: a text holds an image, which nobody could see described or credited there. Put it under `media`,
    with its `alt` text.

    `costly-markdown`: a text holds so many brackets, or nests so deeply, that converting it could take minutes. Split
    or simplify it.
    """
    tags = {with_drafts: _tags(content, with_drafts) for with_drafts in (False, True)}
    for kind in KINDS:
        for entry in content.of_kind(kind).values():
            for route, text in markdown_texts(entry):
                if why := too_costly(text):
                    yield content.problem(entry, "costly-markdown", why, *route)
                else:
                    if "![" in text and (image := next(iter(images(text)), None)) is not None:
                        message = "images stand under media, where they have a description, not inside a text"
                        yield content.problem(entry, "image-in-text", message, *route, needle=image)
                    yield from _dangling(content, entry, route, text, tags[is_draft(entry)])


def _dangling(content: Content, entry: Entry[Any], route: Route, text: str, tags: set[str]) -> Iterator[Problem]:
    # What looks like a link may stand in code: only converting tells, and only texts with a suspect need it.
    if any(_problem(content, entry, route, target, tags) for target in likely_targets(text)):
        for target in dict.fromkeys(targets(text)):
            if problem := _problem(content, entry, route, target, tags):
                yield problem


def _problem(content: Content, entry: Entry[Any], route: Route, target: str, tags: set[str]) -> Problem | None:
    if target.startswith(("https://", "#")):
        return None
    if (named := linked_entry(target)) is None:
        if target.partition(":")[0].lower() in WEB_SCHEMES:
            return None
        message = f"{quoted(target)} leads nowhere: write a full web address, or event:some-id and the like"
        return content.problem(entry, "bad-link", message, *route, needle=target)
    kind, name = named
    if kind != "tag":
        return reference_problem(content, entry, kind, name, *route, needle=target)
    if name in tags:
        return None
    return content.problem(
        entry, "unknown-tag", f"no tag {quoted(name)}{did_you_mean(name, tags)}", *route, needle=target
    )


def _tags(content: Content, with_drafts: bool) -> set[str]:
    shown = (entry for entry in content.events.values() if with_drafts or not is_draft(entry))
    used = (entry.written.get("tags") for entry in shown)
    free = (tag for tags in used if isinstance(tags, list) for tag in tags if isinstance(tag, str))
    return {*content.tags, *map(slug, free)}
