"""Makes docs/commands.md of the Makefile's comments and of what the commands say of themselves: make docs."""

import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from timeline.cli import main
from timeline.cli.command import Command

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "commands.md"
WIDTH = 120
HEAD = """\
# Commands

`make` sets up `.venv` and calls `timeline` in it. `.venv/bin/timeline` is the same command, for any folder; `--help`
(`-h`) after it or after one of its commands prints what stands here, `timeline --version` the version.

<!-- Made by make docs: edit the docstrings in timeline/cli/ and the comments in the Makefile instead. -->

## make
"""
AFTER_MAKE = """\
`ARGS` hands options on: `make ARGS="--strict"`, `make check ARGS="--strict"`, `make test ARGS="tests/dates"`.
"""
EXITS = {
    "0": "done",
    "1": "the content has problems: errors, or with `--strict` warnings; or `timeline import` could not carry over all",
    "2": "wrong usage, or what is asked for cannot be: no content folder, no captures, a `site.yaml` or a theme that "
    "cannot be used, an id that cannot be renamed, an [optional part](publishing.md#what-cards-need) that is missing",
    "3": "a file could not be put in place: disk, permissions, a folder not ours, a Pagefind that failed",
    "130": "`timeline links` was ended by Ctrl-C, and kept what it had found",
}
END = "`make` ends with 2 whatever its command ended with; call `.venv/bin/timeline` where the difference counts.\n"


def page() -> str:
    """docs/commands.md as it should be."""
    context = click.Context(main)
    commands = ((name, main.get_command(context, name)) for name in main.list_commands(context))
    return "\n".join([HEAD, _targets(), AFTER_MAKE, *(_section(name, each) for name, each in commands), _exits()])


def _targets() -> str:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    described = re.findall(r"^([a-z-]+):.*## (.*)", makefile, re.MULTILINE)
    return _table("target", ((f"make {target}", does) for target, does in described))


def _exits() -> str:
    return "\n".join(["## Exit codes\n", _table("code", EXITS.items()), END])


def _section(name: str, command: click.Command | None) -> str:
    assert isinstance(command, click.Group | Command)
    if isinstance(command, click.Group):
        below = (_section(f"{name} {each}", command.commands[each]) for each in command.commands)
        return "\n".join([f"## timeline {name}\n", _prose(command), *below])
    rows = [_row(each) for each in command.params if isinstance(each, click.Option)]
    typed = "\n\n".join(f"# {does}\n{line}" for line, does in command.examples.items())
    usage = " ".join(command.collect_usage_pieces(click.Context(command)))
    parts = [f"## timeline {name}\n", f"`timeline {name} {usage}`\n", _prose(command)]
    options = [_table("option", rows)] if rows else []
    return "\n".join([*parts, *options, f"```sh\n{typed}\n```\n"])


def _prose(command: click.Command) -> str:
    """The command's docstring, its mentions of other pages made into links."""
    paragraphs = re.sub(r"\bdocs/(\S+?\.md)", r"[\1](\1)", command.help or "").split("\n\n")
    filled = (
        textwrap.fill(" ".join(each.split()), WIDTH, break_long_words=False, break_on_hyphens=False)
        for each in paragraphs
    )
    return "\n\n".join(filled) + "\n"


def _row(option: click.Option) -> tuple[str, str]:
    flag = option.is_flag or option.count
    shown = option.opts[-1] if flag else f"{option.opts[-1]} {option.make_metavar(click.Context(main))}"
    default = f" By default `{option.default}`." if option.show_default else ""
    required = " Required." if option.required else ""
    return shown, f"{option.help}{default}{required}"


def _table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| `{name}` | {_escaped(means)} |" for name, means in rows]
    return "\n".join([f"| {head} | means |", "| --- | --- |", *lines, ""])


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
