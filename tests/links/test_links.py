"""`timeline links`: what it asks, prints and keeps, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import EVENT, Write
from tests.links.server import LONG, Heard
from timeline.cli import main
from timeline.links.answer import Answer
from timeline.links.memory import Known, keep, known

DONE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
ARTICLE = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-12\n{}---\n{}"


def article(*urls: str, text: str = "") -> str:
    fields = zip(("url", "archive_url"), urls, strict=False)
    return ARTICLE.format("".join(f"{field}: {url}\n" for field, url in fields), text)


def links(root: Path, *arguments: str) -> Result:
    typed = ["links", "--content", str(root), "--private", "--pause", "0", "--clock", "2025-04-01", *arguments]
    return CliRunner().invoke(main, typed)


def test_problems_stand_where_the_address_does_and_the_rest_is_counted(content: Write, heard: Heard) -> None:
    root = content(
        {
            "articles/a.md": article(heard.url("/fine"), heard.url("/missing")),
            "articles/b.md": article(heard.url("/moved")),
            "articles/c.md": article(heard.url("/gone"), heard.url("/forbidden")),
            "articles/d.md": article(heard.url("/trouble")),
        }
    )
    done = links(root)
    assert done.exit_code == PROBLEMS
    here = heard.url("")
    assert done.stdout.splitlines() == [
        f"unknown  it answers 403 Forbidden              {here}/forbidden",
        f"unknown  it answers 500 Internal Server Error  {here}/trouble",
        f'{root}/articles/a.md:6:14: error[broken-link]: "{here}/missing" leads nowhere: it answers 404 Not Found',
        f"    archive_url: {here}/missing",
        "                 ^",
        f'{root}/articles/b.md:5:6: warning[moved-link]: "{here}/moved" has moved for good, to "{here}/fine?new=1"',
        f"    url: {here}/moved",
        "         ^",
        f'{root}/articles/c.md:5:6: warning[only-archived]: "{here}/gone" leads nowhere but to its archived copy: '
        "it answers 410 Gone",
        f"    url: {here}/gone",
        "         ^",
        "6 links: 1 fine, 1 moved, 2 broken, 2 unknown; 6 asked now",
    ]
    quiet = links(root, "--quiet")
    assert quiet.stdout.splitlines() == done.stdout.splitlines()[2:-1]


@pytest.mark.parametrize(("path", "code"), [("/fine", DONE), ("/moved", DONE), ("/many", DONE), ("/gone", PROBLEMS)])
def test_only_what_is_broken_fails(content: Write, heard: Heard, path: str, code: int) -> None:
    assert links(content({"articles/a.md": article(heard.url(path))})).exit_code == code


def test_an_address_in_several_places_is_asked_once_and_reported_in_each(content: Write, heard: Heard) -> None:
    gone = heard.url("/gone")
    root = content({"articles/a.md": article(f"{gone}#one"), "articles/b.md": article(f"{gone}#two", gone)})
    done = links(root)
    assert heard.asked() == ["HEAD /gone", "GET /gone"]
    assert done.stdout.count("error[broken-link]") == 3
    assert f'"{gone}#two" leads nowhere' in done.stdout


def test_all_asks_what_registers_and_texts_link_to(content: Write, heard: Heard) -> None:
    text = "[a](/page/), [b](event:a), [c]({}), <{}>\n".format(heard.url("/c"), heard.url("/d"))
    root = content(
        {
            "events/a.yaml": f"{EVENT}body: See [it]({heard.url('/a')}).\n",
            "actors.yaml": f"ana: {{name: Ana, same_as: [{heard.url('/b')}, no-address]}}\n",
            "pages/about.md": f"---\ntitle: About\n---\n{text}",
        }
    )
    assert links(root).stdout.splitlines()[-1] == "0 links: 0 fine, 0 moved, 0 broken, 0 unknown; 0 asked now"
    done = links(root, "--all")
    found = [line.partition(": error[broken-link]")[0] for line in done.stdout.splitlines() if "broken-link" in line]
    assert found == [
        f"{root}/actors.yaml:1:28",
        f"{root}/events/a.yaml:5:16",
        f"{root}/pages/about.md:4:{text.index('http') + 1}",
        f"{root}/pages/about.md:4:{text.rindex('http') + 1}",
    ]


def test_what_is_no_web_address_is_not_asked(content: Write, heard: Heard) -> None:
    root = content(
        {"articles/a.md": article("file:///etc/passwd", "Reuters"), "articles/b.md": article("'javascript:x'")}
    )
    done = links(root)
    assert (done.exit_code, heard.requests) == (PROBLEMS, [])
    assert "the content has errors of its own; see timeline check" in done.stderr


def test_addresses_of_this_machine_are_asked_only_if_that_is_said(content: Write, heard: Heard) -> None:
    root = content({"articles/a.md": article(heard.url("/gone"))})
    done = CliRunner().invoke(main, ["links", "--content", str(root)])
    assert (done.exit_code, heard.requests) == (DONE, [])
    assert done.stdout.startswith("unknown  it leads to an address that is not public  http://127.0.0.1:")


def test_without_a_network_nothing_is_called_broken_and_nothing_kept(content: Write, heard: Heard) -> None:
    root = content(
        {"articles/a.md": article(f"http://{'x' * 64}.invalid/"), "articles/b.md": article("http://a.invalid/")}
    )
    done = links(root)
    if done.exit_code != DONE:
        assert (done.exit_code, done.stderr) == (USAGE, "timeline: no host could be found; is there a network?\n")
        assert not (root.parent / ".cache").exists()


def asked_again(root: Path, heard: Heard, day: str, *more: str) -> list[str]:
    before = len(heard.requests)
    links(root, "--clock", day, *more)
    return [one.path for one in heard.requests[before:] if one.method == "HEAD"]


def test_what_is_fine_is_asked_again_after_a_week_and_the_rest_after_a_day(content: Write, heard: Heard) -> None:
    root = content(
        {
            "articles/a.md": article(heard.url("/nothing-to-say"), heard.url("/gone")),
            "articles/b.md": article(heard.url("/moved-too"), heard.url("/trouble")),
        }
    )
    to_fine, others = ["/nothing-to-say", "/moved-too", "/moved", "/fine?new=1"], ["/gone", "/trouble"]
    assert sorted(asked_again(root, heard, "2025-04-01")) == sorted(to_fine + others)
    first = links(root, "--clock", "2025-04-01").stdout.splitlines()
    assert asked_again(root, heard, "2025-04-01") == []
    assert first[-1] == "4 links: 1 fine, 1 moved, 1 broken, 1 unknown; 0 asked now"
    assert asked_again(root, heard, "2025-04-02") == others
    assert asked_again(root, heard, "2025-04-07") == others
    assert sorted(asked_again(root, heard, "2025-04-08")) == sorted(to_fine + others)
    assert len(asked_again(root, heard, "2025-04-08", "--fresh")) == 6
    # A day that lies before what is known says nothing of its age.
    assert len(asked_again(root, heard, "2025-04-07")) == 6


def test_what_a_host_did_not_want_to_be_asked_is_asked_the_next_time(content: Write, heard: Heard) -> None:
    root = content({"articles/a.md": article(heard.url("/many"), heard.url("/gone"))})
    assert "unknown  its host wants no more requests for now" in links(root).stdout
    assert asked_again(root, heard, "2025-04-01") == ["/gone"]


@pytest.mark.parametrize("damage", ["", "timeline links 1 0\n", "\x00", "folder"])
def test_a_damaged_memory_is_as_good_as_none(content: Write, heard: Heard, damage: str) -> None:
    root = content({"articles/a.md": article(heard.url("/fine"))})
    links(root)
    kept = root.parent / ".cache" / "timeline" / "links"
    kept.unlink()
    if damage == "folder":
        kept.mkdir()
    else:
        kept.write_text(damage, "utf-8")
    assert asked_again(root, heard, "2025-04-01") == ["/fine"]
    assert asked_again(root, heard, "2025-04-01") == []


def test_a_memory_that_cannot_be_written_is_said_and_nothing_else(content: Write, heard: Heard) -> None:
    root = content({"articles/a.md": article(heard.url("/fine"))})
    (root.parent / ".cache").write_text("in the way", "utf-8")
    done = links(root)
    assert done.exit_code == DONE
    assert done.stderr.startswith("timeline: the answers could not be kept: ")


def test_rows_that_are_no_answers_are_passed_over(tmp_path: Path) -> None:
    good = Known("2025-04-01", Answer("moved", "it has moved for good", "https://example.org/b"))
    odd = {"http://a/": Known("yesterday", good.answer), "http://b/": Known("2025-04-01", Answer("fine", "200\tOK"))}
    keep(tmp_path / "links", {"http://c/": good, **odd})
    assert known(tmp_path / "links", "2025-04-02") == {
        "http://b/": Known("2025-04-01", Answer("fine", "200\\tOK")),
        "http://c/": good,
    }


def test_what_was_found_until_ctrl_c_is_kept(content: Write, heard: Heard) -> None:
    root = content({"articles/a.md": article(heard.url("/gone")), "articles/b.md": article(heard.url("/held"))})
    command = [sys.executable, "-m", "timeline", "links", "--content", str(root), "--private", "--pause", "0"]
    running = subprocess.Popen(
        [*command, "--clock", "2025-04-01"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    assert heard.due.wait(LONG)
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=LONG)
    assert (running.returncode, errors) == (INTERRUPTED, "")
    assert "error[broken-link]" in output
    assert output.splitlines()[-1] == "2 links: 0 fine, 0 moved, 1 broken, 0 unknown, 1 not asked; 1 asked now"
    heard.held.set()
    assert asked_again(root, heard, "2025-04-01") == ["/held"]


@pytest.mark.parametrize("option", ["--pause=nan", "--pause=inf", "--pause=1e99", "--pause=-1", "--timeout=nan"])
def test_a_number_of_seconds_that_nobody_waits_is_refused(content: Write, option: str) -> None:
    assert links(content({}), option).exit_code == USAGE
