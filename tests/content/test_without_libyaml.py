"""Without libyaml the reader says so once, and reads the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EVENT, Write

ROOT = Path(__file__).parents[2]
CHECK = "import sys; from timeline.cli import main; main(['check', '--content', sys.argv[1]])"
# A PyYAML that was built without libyaml has no such module.
WITHOUT = "import sys; sys.modules['yaml._yaml'] = None\nimport yaml; assert not yaml.__with_libyaml__\n"
EVENTS = {
    "empty": EVENT + "actors: [nobody]\nbody:\n",
    "anchor": EVENT + "time_zone: &a UTC\n",
    "merge-key": EVENT + "date_basis: {words: x, words: y}\n<<: {seq: 1}\n",
    "repeated-key": EVENT + "date_basis: {words: x, words: y, article: report}\n",
    "deep": EVENT + "tags: " + "[" * 10_000 + "\n",
    "tag": EVENT + "tags: !t x\n",
    "escape": EVENT.replace("It happened.", '"\\u202e"'),
    "alias": "title: *x\n",
    "good": EVENT + "status: no\nbody: |\n  010\n",
}


@pytest.fixture
def both(content: Write) -> tuple[subprocess.CompletedProcess[str], subprocess.CompletedProcess[str]]:
    """What a check says without libyaml, and with it."""
    root = content({f"events/{name}.yaml": text for name, text in EVENTS.items()})
    return _run(WITHOUT + CHECK, root), _run(CHECK, root)


def test_without_libyaml_the_same_is_read(
    both: tuple[subprocess.CompletedProcess[str], subprocess.CompletedProcess[str]],
) -> None:
    slow, fast = both
    assert _places(slow.stdout) == _places(fast.stdout)
    assert len(_places(slow.stdout)) > len(EVENTS) - 2


def test_without_libyaml_a_check_says_once_that_it_is_slow(
    both: tuple[subprocess.CompletedProcess[str], subprocess.CompletedProcess[str]],
) -> None:
    slow, fast = both
    assert slow.stderr.count("without libyaml") == 1
    assert fast.stderr == ""


def _run(program: str, root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, str(root)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _places(output: str) -> list[str]:
    # The two parsers word their complaints differently.
    return [line.partition("]: ")[0] for line in output.splitlines() if "]: " in line]
