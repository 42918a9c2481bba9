"""`timeline init`."""

from pathlib import Path

import click

from timeline.cli.command import Command, today
from timeline.cli.endings import NOT_WRITTEN, USAGE, stop
from timeline.problems import printable
from timeline.version import VERSION

# Where the program lies if it is no installed one.
CHECKOUT = Path(__file__).parents[2]
EXAMPLES = {
    "timeline init my-timeline": "Begin a project in a new folder.",
    "timeline init my-record --title 'The Ceasefire Record'": "Begin one with a title of its own.",
    "timeline init my-content --content-only": "Write content/ alone.",
}


@click.command("init", cls=Command, examples=EXAMPLES)
@click.option("--title", help="The title of the site; by default it is made from the folder's name.")
@click.option(
    "--source",
    default=VERSION,
    show_default=True,
    help="What the project installs timeline from: a version, the path to a wheel, or an address for git.",
)
@click.option("--content-only", is_flag=True, help="Write content/ alone, for a project that has its set-up already.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path, title: str | None, source: str, content_only: bool) -> None:
    """Begin a new project that builds at once.

    DIR is a new or an empty folder, and may be `.`; a `.git` in it does no harm. A folder that holds anything else is
    refused, and nothing is ever overwritten. With `--content-only` only its folder content/ has to be new or empty. It
    asks nothing: what it writes is there to be edited. Where git is installed and DIR belongs to no repository, it
    becomes one.

    It writes content/ with an example, one real event and the article that it quotes, whose comments explain each
    field; a Makefile, with which `make` sets up `.venv` and builds; workflows that publish every push to GitHub Pages
    and check every pull request; settings for git, editors and pre-commit; and a README.md that says how to go on.
    Either all of it is there afterwards, or nothing.

    What the project is made with stands in one line of requirements.txt, which make and the workflows install. By
    default it is this version of timeline. `--source` takes another one (0.1.0), the path to a wheel
    (dist/timeline_ssg-….whl), which is copied into the project, or an address for git
    (git+https://github.com/OWNER/REPOSITORY@COMMIT).

    The example is entered in content/published.lock under the present day, so that the project can be published as it
    is. Before its first publication, that file may be deleted together with the example; `make` writes it anew.
    """
    from timeline.scaffold.project import CannotBegin, new_content, new_project, requirement, title_of

    try:
        named = title_of(folder) if title is None else _title(title)
        if content_only:
            new_content(folder, named, today(None))
        else:
            new_project(folder, named, requirement(source), today(None))
    except CannotBegin as error:
        stop(error, USAGE)
    except OSError as error:
        stop(error, NOT_WRITTEN)
    shown = printable(str(folder))
    click.echo(f"{shown}: a new timeline, {printable(named)}" if not content_only else f"{shown}/content: new content")
    click.echo("next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {_typed(folder)}")
    for line in ("timeline check", "timeline build") if content_only else ("make", "make serve"):
        click.echo(f"  {line}")
    if not content_only:
        _warn(folder, is_default=source == VERSION)


def _warn(folder: Path, is_default: bool) -> None:
    """What would be found out only later."""
    from timeline.content.head import top_of

    if is_default and (CHECKOUT / "pyproject.toml").is_file():
        wheel = f"dist/timeline_ssg-{VERSION}-py3-none-any.whl"
        why = f"make will look for timeline-ssg {VERSION} in a package index. Where none has it, begin with"
        click.echo(f"timeline: {why} make wheel and --source {wheel}", err=True)
    if (top := top_of(folder)) and top != folder.resolve():
        where = f"is in the repository {printable(str(top))}, and GitHub reads .github/ at its top alone: move it there"
        click.echo(f"timeline: {printable(str(folder))} {where}", err=True)


def _title(typed: str) -> str:
    from timeline.text import FORBIDDEN, squeeze

    if FORBIDDEN.search(title := squeeze(typed)) or not title:
        fault = "it holds a character that cannot be seen" if title else "it is empty"
        raise click.BadParameter(fault, param_hint="--title")
    return title


def _typed(folder: Path) -> str:
    """How a shell is told of the folder."""
    import shlex

    return printable(shlex.quote(str(folder)))
