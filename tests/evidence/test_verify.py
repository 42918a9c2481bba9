"""`timeline verify`, and what `check` and `build` make of the lock that it writes."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tests.build.reading import files
from tests.conftest import EVENT, write_content
from timeline.cli import main
from timeline.content.quotes import QUOTES

DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3
CAPTURE = """A headline

The offer came on Tuesday – “at last,” she said – as the armies advanced along the front.

Nothing else was said. They went home, and nobody has seen them since.
"""
FIRST = f"""{EVENT}date_basis: {{words: on Tuesday, article: report}}
excerpts:
  - article: report
    quote: as the armies advanced
  - {{article: report, quote: "The offer […] at last,"}}
"""
SECOND = EVENT + "excerpts: [{article: report, quote: nobody has seen them}]\n"
ARTICLE = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-12\nurl: https://example.org/report\n---\n"


class Project:
    """A content folder and its captures, and the commands that are run on them."""

    def __init__(self, folder: Path) -> None:
        self.content = write_content(
            folder / "content", {"events/a.yaml": FIRST, "events/b.yaml": SECOND, "articles/report.md": ARTICLE}
        )
        self.captures, self.lock = folder / "captures", folder / "content" / QUOTES
        self.captures.mkdir()
        (self.captures / "report.txt").write_text(CAPTURE)

    def run(self, command: str, *arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [command, "--content", str(self.content), *map(str, arguments)])

    def verify(self, *arguments: str) -> Result:
        return self.run("verify", "--captures", self.captures, *arguments)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.content / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def warnings(self) -> list[str]:
        """The codes that `check` gives for quotations."""
        return [code for code in ("altered", "changed-since-verified") if f"[{code}]" in self.run("check").output]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_what_is_found_is_shown_as_a_table_and_counted(project: Project) -> None:
    done = project.verify()
    assert done.exit_code == DONE
    head, row, *rest = done.output.splitlines()
    assert re.split("  +", head) == [
        "article",
        "capture",
        "words",
        "quotations",
        "verified",
        "altered",
        "not captured",
        "quoted",
    ]
    assert row.split() == ["report", "report.txt", "31", "4", "4", "0", "0", "38.7%"]
    assert rest == ["4 quotations of 1 article: 4 verified, 0 altered, 0 not captured"]


def test_one_changed_word_fails_on_its_line_and_is_shown_and_changed_back_all_is_clean(project: Project) -> None:
    project.verify()
    project.edit("events/a.yaml", "armies advanced", "armies retreated")
    assert project.warnings() == ["changed-since-verified"]
    for _ in range(2):
        done = project.verify()
        assert done.exit_code == PROBLEMS
        assert done.output.splitlines()[2:5] == [
            f'{project.content}/events/a.yaml:8:12: error[altered]: the capture has "advanced" where the quotation has '
            '"retreated": as the armies [-retreated-] {+advanced+}',
            "        quote: as the armies retreated",
            "               ^",
        ]
        assert project.warnings() == ["altered"]
    project.edit("events/a.yaml", "armies retreated", "armies advanced")
    assert project.warnings() == []
    assert project.verify().exit_code == DONE
    assert project.warnings() == []


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("at last, […] The offer", "the capture has these words, but not in this order"),
        ("The offer … at last,", "the capture has no dots there; words that are left out are marked with […]"),
        ("The weather in spring", "nothing in the capture is like these words"),
        ("[…]", "nothing in the capture is like these words"),
        ("the offer came on Monday", 'the capture has "Tuesday" where the quotation has "Monday"'),
    ],
)
def test_what_is_wrong_is_said(project: Project, quote: str, said: str) -> None:
    project.edit("events/a.yaml", "The offer […] at last,", quote)
    assert f"error[altered]: {said}" in project.verify().output


def test_every_quotation_that_is_altered_is_named_in_one_run(project: Project) -> None:
    project.edit("events/a.yaml", "on Tuesday", "on that Tuesday")
    project.edit("events/a.yaml", "at last", "at first")
    project.edit("events/b.yaml", "nobody has seen", "somebody has seen")
    done = project.verify("--quiet")
    codes = [line.split("[")[1].split("]")[0] for line in done.output.splitlines() if ": error[" in line]
    assert codes == ["words-not-in-capture", "altered", "altered"]
    assert done.exit_code == PROBLEMS
    assert "quotations of" not in done.output


def test_a_build_without_captures_shows_the_same_verdicts(project: Project) -> None:
    project.verify()
    before = built(project)
    shutil.rmtree(project.captures)
    assert built(project) == before
    assert [one["verdict"] for one in excerpts(before)] == ["verified", "verified"]


def test_verdicts_stay_where_a_capture_is_missing(project: Project) -> None:
    project.verify()
    lock = project.lock.read_bytes()
    (project.captures / "report.txt").unlink()
    done = project.verify()
    assert (done.exit_code, project.lock.read_bytes()) == (DONE, lock)
    project.edit("events/a.yaml", "armies advanced", "armies retreated")
    assert project.verify().exit_code == DONE
    assert project.warnings() == ["changed-since-verified"]
    project.edit("events/a.yaml", "armies retreated", "armies advanced")
    assert project.warnings() == []


def test_words_that_another_event_once_quoted_from_an_older_capture_are_not_verified(project: Project) -> None:
    project.edit("events/b.yaml", "nobody has seen them", "as the armies advanced")
    project.verify()
    project.edit("events/a.yaml", "as the armies advanced", "as the armies stood")
    (project.captures / "report.txt").write_text(CAPTURE.replace("armies advanced", "armies retreated"))
    assert project.verify().exit_code == PROBLEMS
    assert [one["verdict"] for one in excerpts(built(project), "b")] == ["altered"]
    assert project.warnings() == ["altered"]


def test_no_verified_line_of_another_capture_than_the_one_that_was_read_stays(project: Project) -> None:
    project.verify()
    project.edit("events/a.yaml", "armies advanced", "armies retreated")
    (project.captures / "report.txt").write_text(f"{CAPTURE} Later more was said.")
    assert project.verify().exit_code == PROBLEMS
    prints = {line.split()[5] for line in project.lock.read_text().splitlines()}
    project.edit("events/a.yaml", "armies retreated", "armies advanced")
    assert len(prints) == 1
    assert [one["verdict"] for one in excerpts(built(project))] == ["not-captured", "verified"]


def test_no_verified_line_stays_for_words_that_were_looked_for_and_not_found(project: Project) -> None:
    for file, words in (("a", "as the armies advanced"), ("b", "nobody has seen them")):
        project.edit(f"events/{file}.yaml", words, "as the armies withdrew")
    project.verify()
    project.lock.write_text(project.lock.read_text().replace(" altered ", " verified "))
    project.edit("events/a.yaml", "as the armies withdrew", "as the armies went")
    assert project.verify().exit_code == PROBLEMS
    quotes = [line.split() for line in project.lock.read_text().splitlines() if " quote " in line]
    assert [(line[0], line[4]) for line in quotes if line[7] == "-"] == [
        ("events/a", "altered"),
        ("events/b", "altered"),
    ]
    assert len(quotes) == 3


def test_verdicts_stay_where_an_article_is_missing_for_the_moment(project: Project) -> None:
    project.verify()
    lock = project.lock.read_bytes()
    (project.captures / "report.txt").unlink()
    (project.content / "articles/report.md").unlink()
    project.verify()
    assert project.lock.read_bytes() == lock


@pytest.mark.parametrize("broken", ["events/a.yaml", "articles/report.md"])
def test_what_cannot_be_read_for_the_moment_keeps_its_verdicts(project: Project, broken: str) -> None:
    project.edit("events/a.yaml", "title:", "aliases: [earlier]\ntitle:")
    project.verify()
    project.lock.write_text(project.lock.read_text().replace("events/a ", "events/earlier "))
    (project.captures / "report.txt").unlink()
    whole = (project.content / broken).read_text()
    (project.content / broken).write_text(whole.replace("title: A", "title: [A", 1))
    project.verify()
    (project.content / broken).write_text(whole)
    assert project.verify().exit_code == DONE
    assert [one["verdict"] for one in excerpts(built(project))] == ["verified", "verified"]


def test_a_verified_quotation_that_is_given_to_another_article_has_changed(project: Project) -> None:
    (project.content / "articles/another.md").write_text(ARTICLE.replace("org/report", "org/another"))
    project.verify()
    project.edit("events/b.yaml", "article: report", "article: another")
    for _ in range(2):
        assert project.warnings() == ["changed-since-verified"]
        assert project.verify().exit_code == DONE
    project.edit("events/b.yaml", "article: another", "article: report")
    assert project.warnings() == []


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("as the armies advanced", 4),
        ("Tuesday – “at [the] last,” she said – as", 6),
        ("[O]ffer came […] armies advanced along", 5),
        ("as the armies retreated", 0),
        ("[…]", 0),
    ],
)
def test_verify_and_check_count_the_same_words_as_quoted(project: Project, quote: str, words: int) -> None:
    (project.content / "events/b.yaml").unlink()
    (project.content / "events/a.yaml").write_text(f"{EVENT}excerpts: [{{article: report, quote: {quote!r}}}]\n")
    (project.content / "site.yaml").write_text("title: Case\nmax_quote_share: 0.001\n")
    if "[the]" in quote:
        (project.captures / "report.txt").write_text(CAPTURE.replace("at last", "at long last"))
        words += 1
    row = project.verify().output.splitlines()[1].split()
    total = int(row[2])
    assert row[-1] == f"{words / total:.1%}"
    assert ("much-quoted" in project.run("check").output) == (words > 0)
    assert (f"{words} of its {total} words are quoted" in project.run("check").output) == (words > 0)


def test_a_renamed_event_and_a_renamed_article_keep_their_verdicts(project: Project) -> None:
    project.verify()
    shutil.rmtree(project.captures)
    (project.content / "events/a.yaml").rename(project.content / "events/new.yaml")
    (project.content / "articles/report.md").unlink()
    (project.content / "articles/new-report.md").write_text(ARTICLE.replace("url:", "aliases: [report]\nurl:"))
    for file in ("events/new.yaml", "events/b.yaml"):
        project.edit(file, "article: report", "article: new-report")
    assert project.warnings() == []
    assert [one["verdict"] for one in excerpts(built(project), "new")] == ["verified", "verified"]
    project.captures.mkdir()
    (project.captures / "report.txt").write_text(CAPTURE)
    assert project.verify().exit_code == DONE
    assert "events/new new-report quote" in project.lock.read_text()
    assert "events/a " not in project.lock.read_text()


def test_a_word_changed_back_in_a_renamed_event_is_clean_without_another_comparison(project: Project) -> None:
    project.verify()
    (project.content / "events/a.yaml").rename(project.content / "events/new.yaml")
    project.edit("events/new.yaml", "title:", "aliases: [a]\ntitle:")
    project.edit("events/new.yaml", "armies advanced", "armies retreated")
    assert project.warnings() == ["changed-since-verified"]
    assert project.verify().exit_code == PROBLEMS
    project.edit("events/new.yaml", "armies retreated", "armies advanced")
    assert project.warnings() == []


def test_lines_of_what_is_no_longer_quoted_go(project: Project) -> None:
    project.verify()
    (project.content / "events/b.yaml").unlink()
    project.edit("events/a.yaml", '  - {article: report, quote: "The offer […] at last,"}\n', "")
    project.verify()
    assert [line.split()[2] for line in project.lock.read_text().splitlines()] == ["quote", "words"]


def test_drafts_are_compared_too(project: Project) -> None:
    (project.content / "events/b.yaml").write_text(SECOND.replace("nobody", "somebody") + "draft: true\n")
    done = project.verify()
    assert done.exit_code == PROBLEMS
    assert "events/b.yaml:5:" in done.output


def test_what_is_right_in_a_broken_entry_is_compared_all_the_same(project: Project) -> None:
    project.edit("events/b.yaml", "thread: war", "thraed: war")
    project.edit("events/b.yaml", "nobody", "somebody")
    done = project.verify()
    assert "events/b.yaml:5:" in done.output
    assert "the content has errors of its own" in done.output
    assert done.exit_code == PROBLEMS


def test_all_that_is_said_of_captures_is_said(project: Project) -> None:
    (project.captures / "report.html").write_text("<p>Not this one.</p>")
    (project.captures / "nothing.txt").write_text("Of no article.")
    done = project.verify()
    assert done.exit_code == DONE
    assert "report has 2 captures: report.txt was read, and not report.html" in done.output
    assert "captures that belong to no article: nothing.txt" in done.output


def test_a_capture_that_cannot_be_read_leaves_the_lock_as_it_was(project: Project) -> None:
    project.verify()
    lock = project.lock.read_bytes()
    (project.captures / "report.txt").write_bytes(b"\xff")
    done = project.verify()
    assert done.exit_code == PROBLEMS
    assert f"{project.captures}/report.txt:1:1: error[unreadable-capture]" in done.output
    assert project.lock.read_bytes() == lock


def test_a_folder_without_a_capture_of_any_article_is_told_of_and_takes_no_verdict_away(project: Project) -> None:
    project.verify()
    lock = project.lock.read_bytes()
    (project.content.parent / "empty").mkdir()
    done = project.run("verify", "--captures", project.content.parent / "empty")
    assert done.exit_code == DONE
    assert "empty is the capture of an article; what was compared before stays as it is" in done.output
    assert project.lock.read_bytes() == lock


@pytest.mark.parametrize("captures", ["missing", "content/site.yaml"])
def test_a_folder_that_is_none_is_wrong_usage_and_nothing_is_written(project: Project, captures: str) -> None:
    done = project.run("verify", "--captures", project.content.parent / captures)
    assert done.exit_code == USAGE
    assert not project.lock.exists()


def test_captures_must_be_named(project: Project) -> None:
    assert project.run("verify").exit_code == USAGE


def test_a_lock_that_cannot_be_written_ends_with_3_and_leaves_nothing_behind(project: Project) -> None:
    project.lock.mkdir()
    done = project.verify()
    assert done.exit_code == NOT_WRITTEN
    assert isinstance(done.exception, SystemExit)
    assert [path.name for path in project.content.iterdir() if path.name.startswith(".")] == []


def test_a_damaged_line_is_an_error_of_check_and_made_anew_by_verify(project: Project) -> None:
    project.verify()
    lock = project.lock.read_text()
    project.lock.write_text(lock.replace("verified", "verifeid", 1))
    assert "bad-lock-line" in project.run("check").output
    project.verify()
    assert project.lock.read_text() == lock


def test_two_branches_that_git_could_not_merge_need_no_hand_work(project: Project) -> None:
    project.verify()
    lock = project.lock.read_text()
    lines = lock.splitlines(keepends=True)
    project.lock.write_text("".join(["<<<<<<< HEAD\n", *lines[:2], "=======\n", *lines[1:], ">>>>>>> theirs\n"]))
    assert project.run("check").exit_code == DONE
    project.verify()
    assert project.lock.read_text() == lock


def test_what_a_capture_holds_commands_no_terminal(project: Project) -> None:
    (project.captures / "report.txt").write_text(CAPTURE.replace("advanced", "adv\x1b[2Janced\x07"))
    done = project.verify()
    assert done.exit_code == PROBLEMS
    assert all(line.isprintable() for line in done.output.split("\n"))


@pytest.mark.parametrize("color", [False, True])
def test_a_difference_is_coloured_on_a_terminal_alone(project: Project, color: bool) -> None:
    project.edit("events/a.yaml", "armies advanced", "armies retreated")
    arguments = ["verify", "--content", str(project.content), "--captures", str(project.captures)]
    output = CliRunner().invoke(main, arguments, color=color).output
    red = click.style("[-retreated-]", fg="red")
    assert (red in output) == color
    assert "[-retreated-]" in output


def test_the_page_says_in_words_how_its_excerpts_compare(project: Project) -> None:
    project.verify()
    page = built(project)["events/a/index.html"].decode()
    assert page.count("Matches the captured text") == 2
    sha256 = excerpts(built(project))[0]["capture"]["sha256"]
    assert f"<code>{sha256[:12]}</code>" in page
    project.edit("events/a.yaml", "armies advanced", "armies retreated")
    assert "Not compared: changed since it was" in built(project)["events/a/index.html"].decode()
    project.verify()
    assert "Differs from the captured text" in built(project)["events/a/index.html"].decode()
    project.lock.unlink()
    assert "Not compared: no captured text" in built(project)["events/a/index.html"].decode()


def test_the_page_leads_to_the_passage_to_the_page_and_to_the_archive(project: Project) -> None:
    project.verify()
    page = built(project)["events/a/index.html"].decode()
    assert 'href="https://example.org/report#:~:text=as%20the%20armies%20advanced">Passage in the original</a>' in page
    assert 'report#:~:text=The%20offer&amp;text=at%20last%2C">Passage in the original</a>' in page
    assert page.count('href="https://example.org/report">Original</a>') == 2
    project.lock.unlink()
    project.edit("articles/report.md", "url:", "archive_url: https://example.org/archive\nurl:")
    page = built(project)["events/a/index.html"].decode()
    assert 'href="https://example.org/report#:~:text=as%20the%20armies%20advanced">Passage' in page
    # What is no verbatim text cannot be looked for.
    assert page.count(">Passage in the original</a>") == 1
    assert page.count('href="https://example.org/report">Original</a>') == 2
    assert page.count('href="https://example.org/archive">Archived copy</a>') == 2


def test_no_link_leads_to_words_that_are_not_those_that_were_compared(project: Project) -> None:
    project.verify()
    project.edit("events/a.yaml", "armies advanced", "armies retreated")
    page = built(project)["events/a/index.html"].decode()
    assert "retreated" not in "".join(re.findall('href="([^"]*)"', page))
    assert 'href="https://example.org/report#:~:text=The%20offer&amp;text=at%20last%2C"' in page


def test_the_article_tells_of_its_capture_and_has_its_passages_in_the_order_of_the_text(project: Project) -> None:
    project.edit("articles/report.md", "url:", "captured: 2025-03-20\nurl:")
    project.verify()
    site = built(project)
    page = site["articles/report/index.html"].decode()
    sha256 = excerpts(site)[0]["capture"]["sha256"]
    for said in (sha256, "Copied 20 March 2025", "31 words", "3 excerpts match it"):
        assert said in page
    places = [page.index(words) for words in ("“The offer […] at last,”", "“as the armies advanced”", "“nobody has")]
    assert places == sorted(places)


def test_data_names_the_capture_and_the_place_in_it(project: Project) -> None:
    project.verify()
    first, second = excerpts(built(project))
    assert CAPTURE[first["capture"]["start"] : first["capture"]["end"]] == "as the armies advanced"
    assert CAPTURE[second["capture"]["start"] : second["capture"]["end"]] == "The offer came on Tuesday – “at last,"
    assert first["capture"]["paragraph"] == 2
    listed = json.loads(built(project)["events.json"])["events"][0]["excerpts"]
    assert [one["verdict"] for one in listed] == ["verified", "verified"]


def test_a_page_stays_the_same_when_the_quotations_of_another_event_change(project: Project) -> None:
    project.verify()
    before = built(project)
    project.edit("events/b.yaml", "nobody has seen", "somebody has seen")
    project.verify()
    after = built(project)
    assert {path for path in before if path.startswith("events/a/") and before[path] != after[path]} == set()
    assert before["events/b/index.html"] != after["events/b/index.html"]


def built(project: Project) -> dict[str, bytes]:
    output = project.content.parent / "site"
    done = project.run("build", "--output", output, "--clock", "2025-04-01")
    assert done.exit_code == DONE, done.output
    return files(output)


def excerpts(site: dict[str, bytes], event: str = "a") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site[f"events/{event}/index.json"])["excerpts"]
    return found
