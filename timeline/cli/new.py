"""`timeline new`."""

from pathlib import Path

import click

from timeline.cli.command import Command, content_option
from timeline.cli.endings import NOT_WRITTEN, USAGE, read, stop
from timeline.problems import printable

OF_AN_EVENT = {
    'timeline new event "Talks in Jeddah" --date 2025-03-11 --thread battlefield': "Begin an event.",
    'timeline new event "A drone is shot down" --date "[2025-03-03..2025-03-09]" --thread battlefield --id drone': (
        "Begin one whose day is one of several, with an id of its own."
    ),
}
OF_AN_ARTICLE = {
    'timeline new article "A headline" --publisher "A paper" --published 2025-03-12 --author "A. Writer"': (
        "Begin an article."
    ),
    "timeline new article --url https://example.org/news/a-headline --id a-paper-headline": (
        "Begin one of which only the address is known."
    ),
}


@click.group("new")
def command() -> None:
    """Begin an event or an article.

    Either is a file in which comments say what belongs where. Nothing that is there is changed.
    """


@command.command("event", cls=Command, examples=OF_AN_EVENT)
@content_option
@click.option("--date", required=True, help="When it happened, in EDTF: 2025-03-14, 2025-03, 2025-03~ and so on.")
@click.option("--thread", default="", help="An id of threads.yaml; may be left out where there is only one.")
@click.option("--id", "name", default="", help="The event's id; by default its date and title make it.")
@click.option("--folder", default="", help="A folder below events/; by default that of its year and month.")
@click.argument("title")
def event(content: Path, title: str, date: str, thread: str, name: str, folder: str) -> None:
    """Begin an event: a file with its title and date, in which comments explain each field.

    TITLE is what happened, in a few words. It and the date make the id, which is the name of the file and the event's
    address for good: 2025-03-14-a-bridge-is-closed. A date that does not begin with a year, such as one day among
    several, is left out of it. An id that is taken, that was one before, or that was ever published, is refused.

    The date is EDTF, as docs/dates.md explains; in a shell, quote those with brackets.

    The event is a draft and so reaches no output. Where only you know what belongs there, it says TODO. Fill that in
    and take out the line `draft: true`; as long as it says TODO without being a draft, nothing is built.

    It prints the path of the file.
    """
    from timeline.scaffold.event import NewEvent, event_file
    from timeline.scaffold.writing import CannotAdd, write_new

    try:
        file, text = event_file(read(content), NewEvent(title, date, thread, name, folder))
        write_new(file, text)
    except CannotAdd as error:
        stop(error, USAGE)
    except OSError as error:
        stop(error, NOT_WRITTEN)
    _tell(content, file, text)


@command.command("article", cls=Command, examples=OF_AN_ARTICLE)
@content_option
@click.option(
    "--from", "page", type=click.Path(path_type=Path), help="A saved page (.html) that says who published it and when."
)
@click.option("--url", help="The article's web address.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", help="When it appeared, in EDTF: a day, or what bounds it.")
@click.option("--author", "authors", multiple=True, help="Who wrote it; may be given several times.")
@click.option("--language", help="Its language as a BCP 47 tag, such as en or pt-BR.")
@click.option("--id", "name", default="", help="The article's id; by default its publisher and date make it.")
@click.argument("title", required=False)
def article(
    content: Path,
    title: str | None,
    page: Path | None,
    url: str | None,
    publisher: str | None,
    published: str | None,
    authors: tuple[str, ...],
    language: str | None,
    name: str,
) -> None:
    """Begin an article: a file with all that is known of it, in which comments explain the rest.

    TITLE is its headline. Publisher and date make the id, which is the name of the file and the article's address for
    good: kyiv-independent-2025-03-16. Where the date is not known, the title takes its place.

    With `--from`, a page that you saved in a browser is asked for all that is not given. Of what a page says in
    several places, the first counts: its JSON-LD (a NewsArticle, an Article or the like), Open Graph and `article:`,
    `citation_`, Dublin Core, and at last HTML itself (title, author, date, lang). The address is that of the
    canonical link, if there is one. Times are kept as they are given, without seconds that are zero; midnight counts
    as no time. No word of the article itself is taken, and nothing is fetched.

    What is still not known says TODO. Nothing is built until you fill that in, for an article without a publisher or
    a date is no source.

    It prints the path of the file.
    """
    from timeline.captures.error import BadCapture
    from timeline.scaffold.article import article_file, given
    from timeline.scaffold.page_metadata import NOTHING, metadata
    from timeline.scaffold.writing import CannotAdd, write_new

    try:
        known = given(title, publisher, published, authors, url, language)
        said = metadata(page) if page else NOTHING
        file, text = article_file(read(content), known.over(said), name)
        write_new(file, text)
    except BadCapture as error:
        stop(CannotAdd(f"{printable(str(page))}: {error}"), USAGE)
    except CannotAdd as error:
        stop(error, USAGE)
    except OSError as error:
        stop(error, NOT_WRITTEN)
    _tell(content, file, text)


def _tell(content: Path, file: Path, text: str) -> None:
    """Print where the new file is, and what is to be written in it; an editor is to know its id, too."""
    import re

    from timeline.options import project_of
    from timeline.schema.files import keep_up_to_date
    from timeline.text import TO_DO

    keep_up_to_date(project_of(content), read(content))
    click.echo(printable(str(file)))
    open_fields = re.findall(rf"^(\w+):.*\b{TO_DO}\b", text, re.MULTILINE)
    if open_fields:
        click.echo(f"still to be written: {', '.join(open_fields)}", err=True)
