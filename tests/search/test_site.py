"""What of the search is planned: one file for a small site, Pagefind's for a large one, nothing where it is off."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.conftest import example_in
from tests.build.reading import document, files
from tests.search.compiled import large
from tests.test_docs import ROOT
from timeline.build import Options, build

OFF = "outputs: {search: false, cards: false}\n"
PACKAGE = "pagefind_bin"


@pytest.fixture
def small(tmp_path: Path) -> Options:
    return example_in(tmp_path / "small")


@pytest.fixture
def heavy(tmp_path: Path) -> Options:
    """Options that build a site whose search needs Pagefind."""
    root = tmp_path / "heavy"
    content = large(root / "content")
    (content / "site.yaml").write_text("title: Heavy\noutputs: {cards: false}\n", "utf-8")
    return Options(content, root / "site", "2025-04-01", root / "cache", jobs=2)


def of_the_search(site: Mapping[str, bytes]) -> set[str]:
    """The files below search/, those of Pagefind's index by its folder."""
    return {path if "pagefind/" not in path else "search/pagefind/" for path in site if path.startswith("search/")}


def built(options: Options) -> dict[str, bytes]:
    report = build(options)
    assert report.update, report.problems
    return files(options.output)


def test_a_small_site_has_one_file_that_is_searched(small: Options) -> None:
    assert of_the_search(built(small)) == {"search/index.html", "search/index.json"}


def test_a_large_site_has_pagefinds_index_and_not_the_file(heavy: Options) -> None:
    site = built(heavy)
    assert of_the_search(site) == {"search/index.html", "search/pagefind/"}
    assert b"'wasm-unsafe-eval'" in site["search/index.html"]
    assert [path for path, content in site.items() if b"'wasm-unsafe-eval'" in content and path.endswith(".html")] == [
        "search/index.html"
    ]


def test_without_a_cache_a_large_site_is_the_same(heavy: Options) -> None:
    with_cache = built(heavy)
    assert built(replace(heavy, cache=None, output=heavy.output.with_name("other"))) == with_cache


def test_what_no_longer_belongs_to_the_index_is_removed(heavy: Options) -> None:
    before = {path for path in built(heavy) if "/fragment/" in path}
    event = heavy.content / "events" / "e7.yaml"
    event.write_text(event.read_text("utf-8").replace("title: ", "title: Zeppelin, "), "utf-8")
    after = {path for path in built(heavy) if "/fragment/" in path}
    assert len(before - after) == len(after - before) == 1


@pytest.mark.parametrize("is_large", [False, True])
def test_a_portable_site_has_the_page_and_nothing_to_search_in(small: Options, heavy: Options, is_large: bool) -> None:
    site = built(replace(heavy if is_large else small, portable=True))
    assert of_the_search(site) == {"search/index.html"}
    assert not list(document(site["search/index.html"]).iter("form"))


@pytest.mark.parametrize("is_large", [False, True])
def test_with_the_switch_off_nothing_of_the_search_is_planned_or_linked(
    small: Options, heavy: Options, is_large: bool
) -> None:
    options = heavy if is_large else small
    settings = options.content / "site.yaml"
    settings.write_text(settings.read_text("utf-8").partition("outputs:")[0] + OFF, "utf-8")
    site = built(options)
    assert [path for path in site if "search" in path] == []
    assert [path for path, content in site.items() if path.endswith(".html") and b"search/" in content] == []
    assert options.cache and not (options.cache / "search").exists()


def run(options: Options, *python: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`timeline build` in a process of its own."""
    command = [sys.executable, *python, "-m", "timeline", "build", "--content", str(options.content)]
    command += ["--output", str(options.output), "--cache", str(options.cache), "--clock", options.today]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def without_pagefind(tmp_path: Path) -> str:
    """The installed packages but for Pagefind, as a path for Python to look in."""
    folder = tmp_path / "packages"
    folder.mkdir()
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if not package.name.startswith(PACKAGE):
            (folder / package.name).symlink_to(package)
    return f"{ROOT}{os.pathsep}{folder}"


def test_a_large_site_without_pagefind_has_no_search_and_says_so(heavy: Options, without_pagefind: str) -> None:
    done = run(heavy, "-S", PYTHONPATH=without_pagefind)
    assert done.returncode == 0, done.stderr
    assert 'pip install "timeline-ssg[search]"' in done.stdout + done.stderr
    site = files(heavy.output)
    assert of_the_search(site) == set()
    assert b"search/" not in site["index.html"]


def test_a_search_that_is_asked_for_and_cannot_be_made_is_an_error(heavy: Options, without_pagefind: str) -> None:
    (heavy.content / "site.yaml").write_text("title: Heavy\noutputs:\n  search: true\n  cards: false\n", "utf-8")
    done = run(heavy, "-S", PYTHONPATH=without_pagefind)
    assert done.returncode == 2
    assert "site.yaml:3:3" in done.stderr
    assert 'pip install "timeline-ssg[search]"' in done.stderr
    assert not heavy.output.exists()


def test_a_small_site_that_asks_for_a_search_needs_no_pagefind(small: Options, without_pagefind: str) -> None:
    settings = small.content / "site.yaml"
    others = settings.read_text("utf-8").partition("outputs:")[0]
    settings.write_text(f"{others}outputs: {{search: true, cards: false}}\n", "utf-8")
    done = run(small, "-S", PYTHONPATH=without_pagefind)
    assert done.returncode == 0, done.stderr
    assert of_the_search(files(small.output)) == {"search/index.html", "search/index.json"}


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("#!/bin/sh\necho out of memory >&2\nexit 3\n", "Pagefind failed with code 3: out of memory"),
        ("#!/bin/sh\nexit 0\n", "Pagefind failed with code 0: it said nothing"),
        ("no program\n", "Pagefind cannot be run"),
        ("", "pagefind-bin is there without its program"),
    ],
)
def test_a_pagefind_that_fails_is_reported_as_what_it_is(
    heavy: Options, tmp_path: Path, program: str, said: str
) -> None:
    """A package of the same name stands before the real one, and its program fails."""
    package = tmp_path / "failing" / PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from pathlib import Path\n\n\ndef get_executable():\n"
        "    Path(__file__).with_name('pagefind').stat()\n    return Path(__file__).with_name('pagefind')\n"
    )
    if program:
        (package / "pagefind").write_text(program)
        (package / "pagefind").chmod(0o755)
    done = run(heavy, PYTHONPATH=f"{package.parent}{os.pathsep}{ROOT}")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    assert said in done.stderr
    assert not heavy.output.exists()
