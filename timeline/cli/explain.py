"""`timeline explain`."""

import re

import click

from timeline.cli.command import Command
from timeline.problems import did_you_mean, quoted

# Letters a line, which read well.
WIDTH = 100
EXAMPLES = {
    "timeline explain": "List all codes.",
    "timeline explain unknown-actor no-excerpt": "Tell what two codes mean, and what to do about them.",
}


@click.command("explain", cls=Command, examples=EXAMPLES)
@click.argument("codes", nargs=-1)
def command(codes: tuple[str, ...]) -> None:
    """Tell what the code of a problem means, and what to do about it.

    CODES are those between the brackets of a problem, as in `error[unknown-actor]`. Without any, all codes are listed,
    each with what is wrong in a sentence. docs/checks.md has the same texts on one page, with an example of each.
    """
    from timeline.checks import MANUAL
    from timeline.formats.explained import first_sentence, plain

    if not MANUAL:
        raise click.UsageError("Python leaves out all explanations when it is started with -OO")
    # As it is copied from a problem: error[unknown-actor].
    codes = tuple(re.sub(r"\A(?:error|warning)\[(.*)\]:?\Z", r"\1", code) for code in codes)
    for code in codes:
        if code not in MANUAL:
            raise click.BadParameter(f"no code {quoted(code)}{did_you_mean(code, MANUAL)}", param_hint="CODES")
    formatter = click.HelpFormatter(max_width=WIDTH)
    for code in dict.fromkeys(codes):
        about = MANUAL[code]
        click.echo(f"{click.style(code, bold=True)} ({about.severity})")
        text = click.wrap_text(plain(about.text), formatter.width, preserve_paragraphs=True)
        click.echo(f"{text}\n" if code != codes[-1] else text)
    if not codes:
        formatter.write_dl([(code, plain(first_sentence(about.text))) for code, about in MANUAL.items()])
        click.echo(formatter.getvalue().rstrip())
