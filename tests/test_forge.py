"""Repositories by their web address: what their hosts offer, and what is none."""

import pytest

from timeline.forge import repository_at, repository_fault

FILE = "content/events/x.yaml"

EDITED = {
    "https://github.com/name/record": f"https://github.com/name/record/edit/main/{FILE}",
    "https://github.com/name/record/": f"https://github.com/name/record/edit/main/{FILE}",
    "https://github.com/name/record.git": f"https://github.com/name/record/edit/main/{FILE}",
    "https://github.com/name/record/tree/draft": f"https://github.com/name/record/edit/draft/{FILE}",
    "https://github.com/name/record/tree/draft/a/b": f"https://github.com/name/record/edit/draft/a/b/{FILE}",
    "https://gitlab.com/name/record": f"https://gitlab.com/name/record/-/edit/main/{FILE}",
    "https://gitlab.com/group/team/record": f"https://gitlab.com/group/team/record/-/edit/main/{FILE}",
    "https://gitlab.com/name/record/-/tree/draft/a": f"https://gitlab.com/name/record/-/edit/draft/a/{FILE}",
    "https://git.example.org:8443/name/record/-/tree/x": f"https://git.example.org:8443/name/record/-/edit/x/{FILE}",
    "https://codeberg.org/name/record": f"https://codeberg.org/name/record/_edit/main/{FILE}",
    "https://codeberg.org/name/record/src/branch/draft/a": f"https://codeberg.org/name/record/_edit/draft/a/{FILE}",
    "http://git.example.org/name/record/src/branch/x": f"http://git.example.org/name/record/_edit/x/{FILE}",
}
ISSUES = {
    "https://github.com/name/record/tree/draft/a": "https://github.com/name/record/issues/new",
    "https://gitlab.com/group/team/record": "https://gitlab.com/group/team/record/-/issues/new",
    "https://codeberg.org/name/record": "https://codeberg.org/name/record/issues/new",
}
NONE = (
    "https://github.com",
    "https://github.com/name",
    "https://github.com/name//record",
    "https://github.com/name/record/blob/main/README.md",
    "https://github.com/name/record/tree/main/../x",
    "https://github.com/name/record?tab=readme",
    "https://github.com/name/record#readme",
    "https://gitlab.com/name",
    "https://gitlab.com/name/record/-/issues",
    "https://codeberg.org/name/record/tree/main",
)
ELSEWHERE = ("https://git.sr.ht/~name/record", "https://example.org", "https://example.org/name/record.git")


@pytest.mark.parametrize(("url", "edited"), EDITED.items())
def test_a_file_is_edited_where_its_host_edits_files(url: str, edited: str) -> None:
    found = repository_at(url)
    assert found
    assert found.edit(FILE) == edited
    assert repository_fault(url) is None


@pytest.mark.parametrize(("url", "issue"), ISSUES.items())
def test_an_error_is_reported_where_its_host_takes_issues(url: str, issue: str) -> None:
    found = repository_at(url)
    assert found
    assert found.issue == issue


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_repository_on_a_known_host_is_told_what_one_is(url: str) -> None:
    assert repository_at(url) is None
    assert "/OWNER/REPOSITORY" in (repository_fault(url) or "")


@pytest.mark.parametrize("url", ELSEWHERE)
def test_of_other_hosts_nothing_is_claimed(url: str) -> None:
    assert (repository_at(url), repository_fault(url)) == (None, None)


def test_a_path_is_written_as_addresses_need_it() -> None:
    found = repository_at("https://github.com/name/record")
    assert found
    assert found.edit("content/events/März #1, 50%/\udcff.yaml").endswith("/M%C3%A4rz%20%231%2C%2050%25/%FF.yaml")
