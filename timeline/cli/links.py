"""`timeline links`."""

import sys
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from timeline.cli.command import Command, clock_option, content_option, format_option, today
from timeline.cli.endings import DONE, PROBLEMS, USAGE, number, read, say, stop, tell
from timeline.problems import has_errors, printable

if TYPE_CHECKING:
    from timeline.links.answer import Answer

KEPT = Path(".cache", "timeline", "links")
# What shells say of a command that Ctrl-C has ended.
INTERRUPTED = 130
OWN_ERRORS = "the content has errors of its own; see timeline check"


class Seconds(click.FloatRange):
    """A number of seconds, which has to be one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds: float = super().convert(value, param, ctx)
        return seconds if seconds == seconds else self.fail(f"{value} is no number", param, ctx)


EXAMPLES = {
    "timeline links": "Ask the addresses of all articles that were not asked within a week.",
    "timeline links --all --fresh": "Ask all addresses that the content links to, now.",
}


@click.command("links", cls=Command, examples=EXAMPLES)
@content_option
@click.option("--all", "everything", is_flag=True, help="Ask addresses in same_as and links in texts, too.")
@click.option("--fresh", is_flag=True, help="Ask again what was asked lately.")
@click.option(
    "--pause",
    type=Seconds(min=0, max=600),
    metavar="SECONDS",
    default=1.0,
    show_default=True,
    help="How long to leave a host alone between two requests.",
)
@click.option(
    "--timeout",
    type=Seconds(min=0, min_open=True, max=600),
    metavar="SECONDS",
    default=20.0,
    show_default=True,
    help="How long to wait for an answer.",
)
@click.option("--private", is_flag=True, help="Ask addresses of this machine and of networks of its own, too.")
@clock_option
@format_option
@click.option("--quiet", is_flag=True, help="Print problems only.")
def command(
    content: Path,
    everything: bool,
    fresh: bool,
    pause: float,
    timeout: float,
    private: bool,
    clock: str | None,
    form: str,
    quiet: bool,
) -> None:
    """Ask over the network whether articles are still where they were.

    Each `url` and `archive_url` is asked for, with HEAD, and with GET where a server does not know HEAD or says that
    the page is gone; no page is loaded whole. A host gets one request at a time, with a pause in between, and when it
    says for how long it wants to be left alone (Retry-After), it is. Six hosts are asked at a time. Proxies are those
    of the environment: https_proxy, http_proxy, no_proxy.

    An address is fine, has moved for good, is broken, or its state is unknown. Broken is what is answered with 404 or
    410, and a host that there is not. Where a host refuses to answer programs (401, 403, 429, 451), is in trouble
    (500 and above), cannot be reached or trusted, or leads to the front page of its site instead, nothing is known of
    the page: look at it in a browser. What leads to an address that is not public is not asked at all.

    Answers are kept in .cache/timeline beside the content folder: for a week where the address was fine or has moved,
    else for a day, counted in days of `--clock`. What was found until Ctrl-C is kept as well; the exit code is 130
    then.

    It prints the addresses of which nothing is known, with the reason, then the problems, and counts. With a broken
    one the exit code is 1; where no host at all can be found, as without a network, it is 2. A build asks nobody.
    """
    from timeline.links.addresses import of_all, of_articles
    from timeline.links.asking import Manner
    from timeline.links.looking import NoNetwork, look
    from timeline.options import project_of
    from timeline.progress import Progress

    loaded = read(content)
    uses = of_all(loaded) if everything else of_articles(loaded)
    manner, progress = Manner(pause, timeout, private=private), Progress()
    try:
        told = partial(progress, "asking")
        found = look(loaded, uses, project_of(content) / KEPT, today(clock), manner, fresh, told)
    except NoNetwork as error:
        progress.end()
        stop(error, USAGE)
    progress.end()
    if not quiet:
        _print_unknown(found.answers)
    tell(found.problems, len(loaded.events))
    for said in filter(None, (found.note, has_errors(loaded.problems) and OWN_ERRORS)):
        click.echo(f"timeline: {said}", err=True)
    if not quiet:
        say(_summary(found.answers, found.asked, len(uses)))
    if not found.is_whole:
        sys.exit(INTERRUPTED)
    sys.exit(PROBLEMS if has_errors((*found.problems, *loaded.problems)) else DONE)


def _print_unknown(answers: Mapping[str, "Answer"]) -> None:
    rows = sorted((answer.why, url) for url, answer in answers.items() if answer.verdict == "unknown")
    width = max((len(printable(why)) for why, _ in rows), default=0)
    for why, url in rows:
        say(f"unknown  {printable(why):{width}}  {printable(url)}")


def _summary(answers: Mapping[str, "Answer"], asked: int, of: int) -> str:
    from timeline.links.answer import Verdict

    counts = Counter(answer.verdict for answer in answers.values())
    verdicts = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in get_args(Verdict))
    left = f", {of - len(answers):,} not asked" if of > len(answers) else ""
    return f"{number(of, 'link')}: {verdicts}{left}; {asked:,} asked now"
