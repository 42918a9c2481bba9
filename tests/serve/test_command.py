"""`timeline serve` as its author meets it: what it prints, how it ends, what it outlives."""

import http.client
import os
import re
import resource
import shutil
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serve.preview import BROKEN, DEADLINE, GOOD, Preview, eventually, preview_of

DONE, USAGE = 0, 2
# In a page that is shown: how its style sheets lie, and how it looks with them.
MARK = re.compile(r'(?<=css)\?[0-9a-f-]+|data-all="[^"]*"')
ERROR = 'content/events/a.yaml:2:7: error[bad-date]: "soon" is no date'


def shown(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=DEADLINE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Preview, str]]:
    """One preview for all tests that leave it as they found it."""
    with preview_of(tmp_path_factory.mktemp("project"), {"events/a.yaml": GOOD}) as preview:
        yield preview, preview.address()


def refuse_to_write(preview: Preview) -> None:
    """From now on, as on a full disk, nothing more can be written; the file that is saved starts a build."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(preview.process.pid, resource.RLIMIT_FSIZE, (100, hard))
    preview.write("events/a.yaml", GOOD.replace("It happened", "It has happened"))


def write_again(preview: Preview) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(preview.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    preview.write("events/a.yaml", GOOD)


def take_away(preview: Preview) -> None:
    preview.content.rename(preview.content.parent / "away")


def bring_back(preview: Preview) -> None:
    (preview.content.parent / "away").rename(preview.content)


def writes(name: str, text: str) -> Callable[[Preview], None]:
    return lambda preview: preview.write(name, text)


def removes(name: str) -> Callable[[Preview], None]:
    return lambda preview: (preview.content / name).unlink()


# What goes wrong, what is then said, and what mends it.
HARMS = {
    "a mistake": (writes("events/a.yaml", BROKEN), ERROR, writes("events/a.yaml", GOOD)),
    "no YAML": (writes("events/b.yaml", "title: ["), "error[yaml-syntax]", removes("events/b.yaml")),
    "a broken register": (writes("threads.yaml", "\t"), "error[tab]", writes("threads.yaml", "war: {name: War}\n")),
    "no settings": (
        writes("site.yaml", "["),
        "site.yaml",
        writes("site.yaml", "title: Case\noutputs: {cards: false}\n"),
    ),
    "no such theme": (
        writes("site.yaml", "title: Case\ntheme: none\n"),
        "there is no theme",
        writes("site.yaml", "title: Case\noutputs: {cards: false}\n"),
    ),
    "no content folder": (take_away, "there is no content folder", bring_back),
    "a full disk": (refuse_to_write, "File too large", write_again),
}


@pytest.mark.parametrize("harm", HARMS)
def test_the_last_good_site_stays_until_what_is_wrong_is_mended(running: tuple[Preview, str], harm: str) -> None:
    preview, address = running
    before = shown(address)
    do, said, mend = HARMS[harm]
    do(preview)
    assert said in preview.until("the site stays as it was")
    assert shown(address) == before
    mend(preview)
    preview.until("1 event, ")
    assert eventually(lambda: shown(address) == before)


def test_a_save_is_told_in_one_line_and_changes_the_page(running: tuple[Preview, str]) -> None:
    preview, address = running
    preview.write("events/a.yaml", GOOD.replace("An event", "Another name"))
    told = preview.until(" s\n")
    assert told.startswith("content/events/a.yaml: 1 event, ") and told.count("\n") == 1
    assert "Another name" in shown(f"{address}events/a/")[1]
    preview.write("events/a.yaml", GOOD)
    preview.until(" s\n")


def test_a_warning_is_told_once_and_counted_each_time(running: tuple[Preview, str]) -> None:
    preview, _ = running
    preview.write("event.yaml", "")
    assert "warning[stray-file]" in preview.until("1 warning, ")
    preview.write("events/a.yaml", GOOD + "tags: [x]\n")
    assert "stray-file" not in preview.until("1 warning, ")
    (preview.content / "event.yaml").unlink()
    preview.write("events/a.yaml", GOOD)
    preview.until("1 event, ")


def test_a_theme_of_the_project_is_watched_too(running: tuple[Preview, str]) -> None:
    preview, address = running
    own = preview.content.parent / "themes" / "default" / "static" / "own.css"
    own.parent.mkdir(parents=True)
    own.write_text("p{color:red}")
    preview.until(" s\n")
    assert eventually((preview.content.parent / ".cache/timeline/serve-1/site/assets/own.css").exists)
    shutil.rmtree(preview.content.parent / "themes")
    preview.until(" s\n")
    assert shown(address)[0] == 200


def test_neither_the_lock_nor_the_site_folder_is_written(running: tuple[Preview, str]) -> None:
    preview, _ = running
    assert {path.name for path in preview.content.parent.iterdir()} - {"themes"} == {"content", ".cache"}
    assert not (preview.content / "published.lock").exists()


def test_two_previews_of_one_project_have_folders_of_their_own(running: tuple[Preview, str]) -> None:
    preview, address = running
    second = Preview(preview.content, "--port", "0")
    other = second.address()
    assert other != address
    assert MARK.sub("", shown(other)[1]) == MARK.sub("", shown(address)[1])
    assert (preview.content.parent / ".cache/timeline/serve-2/site/index.html").exists()
    assert second.end() == (DONE, "")


def test_a_first_build_that_fails_is_shown_and_mended(tmp_path: Path) -> None:
    with preview_of(tmp_path, {"events/a.yaml": BROKEN}) as preview:
        address = preview.address()
        status, page = shown(address)
        assert status == 503
        assert "error[bad-date]: &quot;soon&quot; is no date" in page
        preview.write("events/a.yaml", GOOD)
        preview.until("1 event, ")
        assert shown(address)[0] == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_quietly_while_a_browser_waits(tmp_path: Path, number: int) -> None:
    with preview_of(tmp_path, {"events/a.yaml": GOOD}) as preview:
        address = preview.address()
        connection = http.client.HTTPConnection(address.split("/")[2], timeout=DEADLINE)
        connection.request("GET", "/__timeline__/news?page=/")
        assert connection.getresponse().status == 200
        assert preview.end(number) == (DONE, "")


def test_a_signal_during_a_build_ends_it_quietly_and_leaves_nothing_running(tmp_path: Path) -> None:
    events = {f"events/e{number}.yaml": GOOD for number in range(400)}
    with preview_of(tmp_path, events) as preview:
        preview.until("Ctrl-C")
        staging = tmp_path / ".cache/timeline/serve-1/.site.staging"
        assert eventually(lambda: staging.is_dir() and len(os.listdir(staging)) > 0)
        assert preview.end() == (DONE, "")
        assert not staging.exists()


def test_without_a_port_the_next_free_one_is_taken_and_a_given_one_must_be_free(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            # Somebody else has it, which is as good.
            pass
        with preview_of(tmp_path, {}, "--poll") as preview:
            assert int(preview.address().strip("/").rpartition(":")[2]) > 8000
        with preview_of(tmp_path, {}, "--port", "8000") as preview:
            said = "timeline: port 8000 is taken by another program; give another with --port\n"
            assert preview.end(0) == (USAGE, said)


def test_without_content_it_ends_with_2(tmp_path: Path) -> None:
    with preview_of(tmp_path, {}, "--content", "none") as preview:
        assert preview.end(0) == (USAGE, 'timeline: there is no content folder "none"\n')


def test_drafts_are_shown_when_asked_for_and_others_can_read_it_where_that_is_said(tmp_path: Path) -> None:
    files = {"events/a.yaml": f"{GOOD}draft: true\n"}
    with preview_of(tmp_path, files, "--port", "0", "--drafts", "--host", "0.0.0.0") as preview:
        said = preview.until("can read it now")
        address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
        preview.until("1 event, ")
        assert shown(f"{address}events/a/")[0] == 200
    with preview_of(tmp_path, files) as preview:
        assert shown(f"{preview.address()}events/a/")[0] == 404


def test_it_opens_the_browser_when_asked(tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part"\nmv "{opened}.part" "{opened}"\n')
    browser.chmod(0o755)
    with preview_of(tmp_path, {}, "--port", "0", "--open", BROWSER=f"{browser} %s") as preview:
        address = preview.address()
        assert eventually(opened.exists)
        assert opened.read_text().strip() == address
