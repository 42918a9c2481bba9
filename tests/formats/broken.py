"""Content whose authors try to break out of the formats in which it is quoted, and what a format makes of it."""

import json
import os
from pathlib import Path

from click.testing import CliRunner, Result

from tests.conftest import EVENT, EXCERPT, Files
from timeline.cli import main

# What would be a command of a workflow, markup of Markdown or HTML, a link or a placeholder of SARIF, an escape.
NASTY = (
    "::error title=Obeyed::it was",
    "##[error]Obeyed",
    "::set-output name=x::y",
    "`code` ``more`` `",
    "`",
    "[x](https://example.org) ![y](z.png)",
    "<img src=x onerror=alert(1)> &lt; <!--",
    "| a | b | **bold** _it_ ~~no~~ \\| \\",
    "@somebody #12 https://example.org www.example.org a@example.org",
    "{0} {{1}} {x}",
    "100%25 %0A::error::x",
    "Київ, Харків: 日本 😀",
    "\u001b[31mred\u001b[0m \u202eback \u0007",
)
BROKEN: Files = {
    # A string of JSON is one of YAML.
    **{f"events/n-{n}.yaml": f"{EVENT}weight: {json.dumps(text)}\n{EXCERPT}" for n, text in enumerate(NASTY)},
    "events/warned.yaml": EVENT,
    "events/two.yaml": EVENT + "actors: [nobody, nobody]\n" + EXCERPT,
    "events/d.yaml": "::error title=Obeyed::it was\n",
    "events/e.yaml": "##[error]Obeyed\n",
    "events/::error::, 100% `x`.yaml": EVENT,
    "events/Київ.yml": EVENT,
}


def run(*arguments: str | Path, folder: Path, **environment: str) -> Result:
    """What a command says when it is called in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)
    finally:
        os.chdir(before)
