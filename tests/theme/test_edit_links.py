"""The links to edit an entry and to report an error in it, read back as a host would read them."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest

from tests.build.reading import document, files
from tests.conftest import EVENT, Files, Write
from timeline.build import Options, build

GITHUB = "https://github.com/name/record"
FIELDS = {
    GITHUB: ("title", "body"),
    "https://gitlab.com/name/record": ("issue[title]", "issue[description]"),
    "https://codeberg.org/name/record": ("title", "body"),
}
CONTENT: Files = {
    "events/2025/a.yaml": f"{EVENT}actors: [one]\nplaces: [here]\ntags: [listed, free]\n",
    "actors.yaml": "one: {name: One}\n",
    "places.yaml": "here: {name: Here}\n",
    "tags.yaml": "listed: {name: Listed}\n",
    "pages/about.md": "---\ntitle: About\n---\n",
}
FILES = {
    "events/a/": "content/events/2025/a.yaml",
    "articles/report/": "content/articles/report.md",
    "about/": "content/pages/about.md",
    "actors/one/": "content/actors.yaml",
    "places/here/": "content/places.yaml",
    "threads/war/": "content/threads.yaml",
    "tags/listed/": "content/tags.yaml",
}
TITLES = ('"Quoted" & <b>', "100% #1 + 1 = 2?", "وقف إطلاق النار", "Ніч; й ранок 🕊", "{title}", "C:\\new")


def site(content: Path, base_url: str | None = None) -> dict[str, bytes]:
    output = content.absolute().parent / "site"
    report = build(Options(content=content, output=output, today="2025-04-01", base_url=base_url))
    assert report.update, report.problems
    return files(output)


def settings(repository: str) -> str:
    return f"title: Case\nrepository: {repository}\n"


def outward(page: bytes) -> list[str]:
    """What a page's links to elsewhere lead to: first to the file, then to the issue, where a page has no others."""
    links: list[Element] = list(document(page).iter("a"))
    return [href for link in links if (href := str(link.get("href"))).startswith("https://")]


@pytest.mark.parametrize("path", FILES)
def test_every_entry_leads_to_its_own_file(content: Write, path: str) -> None:
    edit, _ = outward(site(content({**CONTENT, "site.yaml": settings(GITHUB)}))[f"{path}index.html"])
    assert edit == f"{GITHUB}/edit/main/{FILES[path]}"


@pytest.mark.parametrize("path", ["tags/free/", "", "articles/", "corrections/"])
def test_what_has_no_file_of_its_own_has_no_such_links(content: Write, path: str) -> None:
    assert outward(site(content({**CONTENT, "site.yaml": settings(GITHUB)}))[f"{path}index.html"]) == []


@pytest.mark.parametrize("path", FILES)
def test_without_a_repository_there_are_no_such_links(content: Write, path: str) -> None:
    assert outward(site(content(CONTENT))[f"{path}index.html"]) == []


@pytest.mark.parametrize("repository", FIELDS)
@pytest.mark.parametrize("title", TITLES)
def test_a_report_bears_the_entrys_title_as_it_was_written(content: Write, repository: str, title: str) -> None:
    quoted = title.replace("'", "''")
    event = EVENT.replace("An event", f"'{quoted}'")
    pages = site(content({"events/a.yaml": event, "site.yaml": settings(repository)}))
    _, issue = outward(pages["events/a/index.html"])
    query = parse_qs(urlsplit(issue).query, strict_parsing=True)
    name, body = FIELDS[repository]
    assert query.keys() == {name, body}
    assert query[name] == [title]


@pytest.mark.parametrize(
    ("base_url", "named"), [("https://example.org/x", "https://example.org/x/events/a/"), ("", "events/a/")]
)
def test_a_report_names_the_entrys_address_and_asks_for_what_is_wrong(
    content: Write, base_url: str, named: str
) -> None:
    pages = site(content({**CONTENT, "site.yaml": settings(GITHUB)}), base_url)
    _, issue = outward(pages["events/a/index.html"])
    [body] = parse_qs(urlsplit(issue).query)["body"]
    first, *asked = [line for line in body.splitlines() if line]
    assert first.split()[-1] == named
    assert len(asked) == 2


def test_a_further_part_of_a_list_reports_on_its_entry(content: Write) -> None:
    events = {f"events/e{number}.yaml": f"{EVENT}seq: {number}\n" for number in range(3)}
    pages = site(content({**events, "site.yaml": settings(GITHUB) + "page_size: 2\n"}))
    _, issue = outward(pages["threads/war/page/2/index.html"])
    [body] = parse_qs(urlsplit(issue).query)["body"]
    assert body.splitlines()[0].split()[-1] == "threads/war/"


def test_a_long_title_makes_no_endless_address(content: Write) -> None:
    event = EVENT.replace("An event", "й" * 5000)
    _, issue = outward(site(content({"events/a.yaml": event, "site.yaml": settings(GITHUB)}))["events/a/index.html"])
    assert len(issue) < 2000


def test_of_a_host_that_is_not_known_only_the_repository_is_linked(content: Write) -> None:
    elsewhere = "https://git.example.org/name/record"
    assert outward(site(content({**CONTENT, "site.yaml": settings(elsewhere)}))["events/a/index.html"]) == [elsewhere]


def test_folders_may_be_called_anything(content: Write) -> None:
    name = "events/März, 50% #1/a.yaml"
    edit, _ = outward(site(content({name: EVENT, "site.yaml": settings(GITHUB)}))["events/a/index.html"])
    assert unquote(urlsplit(edit).path) == f"/name/record/edit/main/content/{name}"


def test_links_do_not_tell_where_the_project_lies(content: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = content({**CONTENT, "site.yaml": settings(GITHUB)})
    absolute = site(root)["events/a/index.html"]
    monkeypatch.chdir(root.parent)
    assert site(Path("content"))["events/a/index.html"] == absolute
    monkeypatch.chdir(root)
    assert site(Path("../content"))["events/a/index.html"] == absolute


def test_a_report_in_a_language_from_right_to_left_bears_a_bare_address(content: Write) -> None:
    written = f"{settings(GITHUB)}language: ar\n"
    _, issue = outward(site(content({**CONTENT, "site.yaml": written}), "https://example.org/x")["events/a/index.html"])
    (body,) = parse_qs(urlsplit(issue).query)["body"]
    assert "https://example.org/x/events/a/" in body.split()
    assert set(body).isdisjoint("\u2066\u2067\u2068\u2069")
