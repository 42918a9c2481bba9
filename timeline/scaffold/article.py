"""A new article: its id, and its file with what is known of it."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from timeline.checks.article_addresses import page_of
from timeline.content.load import Content
from timeline.content.references import values
from timeline.dates import parse
from timeline.model import ArticleUrl, Language
from timeline.problems import printable, quoted
from timeline.scaffold.filling import address_scalar, date_scalar, filled, scalar, sequence
from timeline.scaffold.page_metadata import Metadata
from timeline.scaffold.writing import CannotAdd, beginning, date_of, line, new_id
from timeline.text import TO_DO, slug, url_fault

FORM = Path(__file__).with_name("forms") / "article.md"


def given(
    title: str | None,
    publisher: str | None,
    published: str | None,
    authors: tuple[str, ...],
    url: str | None,
    language: str | None,
) -> Metadata:
    """What somebody says of an article, as it can stand in its file. Raises CannotAdd."""
    return Metadata(
        title="" if title is None else line(title, "the title"),
        publisher="" if publisher is None else line(publisher, "the publisher"),
        published="" if published is None else date_of(published).text,
        authors=tuple(line(author, "the author") for author in authors),
        url="" if url is None else _fitting(ArticleUrl, url),
        language="" if language is None else _fitting(Language, language),
    )


def article_file(content: Content, known: Metadata, name: str = "") -> tuple[Path, str]:
    """Where a new article's file is to lie, and its text. Raises CannotAdd."""
    _refuse_known_url(content, known.url)
    file = content.root / "articles" / f"{new_id(content, 'article', name or article_name(known))}.md"
    values = {
        "TITLE": scalar(known.title) if known.title else TO_DO,
        "PUBLISHER": scalar(known.publisher) if known.publisher else TO_DO,
        "PUBLISHED": date_scalar(known.published) if known.published else TO_DO,
        "AUTHORS": f"authors: {sequence(known.authors)}\n" if known.authors else "# authors: [Who wrote it]\n",
        "UPDATED": f"updated: {date_scalar(known.updated)}\n" if known.updated else "# updated: 2025-03-14\n",
        "URL": f"url: {address_scalar(known.url)}\n" if known.url else "# url: https://…\n",
        "LANGUAGE": f"language: {scalar(known.language)}\n" if known.language else "# language: en\n",
    }
    return file, filled(FORM.read_text("utf-8"), values)


def article_name(known: Metadata) -> str:
    """An article's id, of publisher and day; what is not known of these is replaced by what else tells it apart.

    Raises CannotAdd where nothing is known.
    """
    parts = urlsplit(known.url)
    host = (parts.hostname or "").removeprefix("www.")
    day = beginning(parse(known.published)) if known.published else ""
    last = re.sub(r"\.\w+$", "", parts.path.rstrip("/").rpartition("/")[2])
    who, which = known.publisher or host, day or known.title or last
    if not who or not which:
        who, which = "", known.title or who or day
    if not which:
        raise CannotAdd("nothing is known of the article: give its title, its --url, or a saved page with --from")
    return slug(f"{who} {which}").removeprefix("the-")


def _fitting(kind: Any, text: str) -> str:
    """The text, if a field of the kind can hold it."""
    try:
        fits: str = TypeAdapter(kind).validate_python(text.strip())
        return fits
    except ValidationError as error:
        raise CannotAdd(error.errors()[0]["msg"]) from error


def _refuse_known_url(content: Content, url: str) -> None:
    for entry in content.articles.values() if url else ():
        if any(page_of(there) == page_of(url) for _, there in values(entry.written, ("url",)) if not url_fault(there)):
            raise CannotAdd(f"{quoted(url)} is the address of an article that is there: {printable(entry.file)}")
