"""`timeline schema`."""

from pathlib import Path

import click
from click.core import ParameterSource

from timeline.cli.command import Command, content_option
from timeline.cli.endings import NOT_WRITTEN, USAGE, number, stop
from timeline.problems import did_you_mean, printable, quoted

EXAMPLES = {
    "timeline schema": "List the schemas.",
    "timeline schema event": "Print the schema of events.",
    "timeline schema --write .vscode/schema": "Write them all to where editors look for them.",
}


@click.command("schema", cls=Command, examples=EXAMPLES)
@content_option
@click.option(
    "--write",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas into this folder, as NAME.json each, instead of printing one.",
)
@click.option("--quiet", is_flag=True, help="Do not say what was written.")
@click.argument("name", required=False)
@click.pass_context
def command(context: click.Context, content: Path, folder: Path | None, quiet: bool, name: str | None) -> None:
    """Print JSON Schema, by which an editor completes and checks.

    NAME is one of event, article, page, site, threads, actors, places and tags; without it they are listed, or with
    --write all written.

    The schemas (JSON Schema, 2020-12) are made from the program's own rules, and say of each field what it means. They
    name the actors, places, threads, tags, articles, events and images of this project, so that an editor offers them;
    in .vscode/schema/, beside the content folder, each check and build keeps them up to date. Without a content folder
    they say only what such a name looks like.
    A file that is as it should be is left alone. docs/editors.md tells how to set up an editor.
    """
    from timeline.content.load import Content, NoContent, load
    from timeline.schema import KINDS, schema, text
    from timeline.schema.files import put_in_place

    if name is not None and name not in KINDS:
        raise click.BadParameter(f"no schema {quoted(name)}{did_you_mean(name, KINDS)}; there are {', '.join(KINDS)}")
    if name is None and folder is None:
        for each, kind in KINDS.items():
            click.echo(f"{each:8} {printable(str(content / kind.files)):28} {kind.description}")
        return
    project: Content | None = None
    is_given = context.get_parameter_source("content") is not ParameterSource.DEFAULT
    if is_given or content.is_dir():
        try:
            project = load(content)
        except NoContent as error:
            if not content.is_dir():
                stop(error, USAGE)
            # While site.yaml is being mended an editor helps most.
            click.echo(f"timeline: {error}; so no ids are named", err=True)
    else:
        click.echo(f"timeline: there is no content folder {quoted(str(content))}, so no ids are named", err=True)
    if folder is None:
        assert name
        click.echo(text(schema(name, project)), nl=False)
        return
    names = (name,) if name else tuple(KINDS)
    try:
        changed = put_in_place(folder, project, names)
    except OSError as error:
        stop(error, NOT_WRITTEN)
    if not quiet:
        click.echo(f"{number(len(names), 'schema')} in {printable(str(folder))}, {len(changed):,} changed")
