"""What a theme's author is told, as the terminal shows it: every mistake has its line, and the site stays as it was."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.reading import files
from tests.conftest import EVENT, Write

# Files of a theme, and the frame that is printed.
MISTAKES: Mapping[str, tuple[dict[str, str], str]] = {
    "syntax": (
        {"templates/event.html": "<p>\n{% if %}\n"},
        "themes/paper/templates/event.html:2:1: error[bad-template]: expected an expression, got 'end of statement"
        " block'\n    {% if %}\n    ^\n",
    ),
    "a name in a block that another template shows": (
        {
            "templates/frame.html": "{% block main %}{% endblock %}",
            "templates/event.html": '{% extends "frame.html" %}\n{% block main %}\n{{ evnt.title }}\n{% endblock %}',
        },
        'themes/paper/templates/event.html:3:4: error[unknown-variable]: there is no variable "evnt" here; did you mean'
        ' "event"?\n    {{ evnt.title }}\n       ^\n',
    ),
    "words": (
        {"strings/en.yaml": 'skip: "{text}"\n'},
        'themes/paper/strings/en.yaml:1:7: error[bad-words]: "skip": nothing fills {text}\n    skip: "{text}"\n'
        "          ^\n",
    ),
    "a template in itself": (
        {"templates/_foot.html": '{% include "_foot.html" %}'},
        "themes/paper/templates/_foot.html:1:1: error[template-failed]: templates or macros are in each other without"
        ' end\n    {% include "_foot.html" %}\n    ^\n',
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_theme_is_shown_like_one_in_the_content(content: Write, tmp_path: Path, mistake: str) -> None:
    theme, shown = MISTAKES[mistake]
    site = "title: Case\noutputs: {cards: false}\n"
    content({"events/a.yaml": EVENT, "site.yaml": site})
    assert timeline(tmp_path, "build", "--quiet").returncode == 0
    before = files(tmp_path / "site")
    named = {f"../themes/paper/{name}": text for name, text in theme.items()}
    content({"events/a.yaml": EVENT, "site.yaml": f"{site}theme: paper\n", **named})
    done = timeline(tmp_path, "build")
    assert done.returncode == 1
    assert shown in done.stderr
    assert done.stderr.endswith("; nothing was written\n")
    assert "Traceback" not in done.stderr
    assert files(tmp_path / "site") == before


def test_a_theme_that_is_not_there_is_wrong_usage_of_a_build_and_a_problem_of_a_check(
    content: Write, tmp_path: Path
) -> None:
    content({"site.yaml": "title: Case\ntheme: defualt\n"})
    built, checked = timeline(tmp_path, "build"), timeline(tmp_path, "check")
    assert (built.returncode, checked.returncode) == (2, 1)
    assert built.stderr.endswith('did you mean "default"?\n')
    assert checked.stdout.startswith(
        'content/site.yaml:2:8: error[unknown-theme]: there is no theme "defualt" in themes/'
    )


def timeline(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "timeline", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=60)
