"""requirements*.lock against pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.setup.project import LOCKS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+)( ; [^\\]+)? \\\n(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+")


def locked(lock: str) -> dict[str, set[str]]:
    """The versions of each package in a lock; a version for each Python where they differ."""
    versions: dict[str, set[str]] = {}
    for pin in PIN.finditer((ROOT / lock).read_text()):
        versions.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return versions


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_only_pins_with_hashes(lock: str) -> None:
    rest = PIN.sub("", (ROOT / lock).read_text())
    assert [line for line in rest.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links| /", (ROOT / lock).read_text())


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [(LOCKS[0], each) for each in PROJECT["project"]["dependencies"]]
    + [(LOCKS[1], each) for each in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]],
)
def test_a_dependency_is_locked_in_a_version_that_suits(lock: str, wanted: str) -> None:
    requirement = Requirement(wanted)
    versions = locked(lock).get(canonicalize_name(requirement.name), set())
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_the_tests_run_with_the_versions_that_build_a_site() -> None:
    building, testing = (locked(lock) for lock in LOCKS)
    assert {name: testing.get(name) for name in building} == building
