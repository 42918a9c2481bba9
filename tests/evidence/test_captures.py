"""Captured files: which belong to which article, what of them is text, and what cannot be read."""

import os
from pathlib import Path

import pytest

from tests.conftest import at_most
from timeline.captures import Capture, files, read
from timeline.problems import Problem

PAGES = [
    ("paragraphs", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    ("boxes", "<div><div>One.</div><section>Two.</section></div>", "One.\n\nTwo."),
    ("line breaks", "<div>One<br>two<br><br>Three</div>", "One\ntwo\n\nThree"),
    ("a list", "<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
    ("a table", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1\n2\n3"),
    (
        "words that elements part",
        "un<b>believ</b>able <a href=x>Zelensky</a>’s <i>no</i>.",
        "unbelievable Zelensky’s no.",
    ),
    ("an initial of its own", "<p><span class=drop>T</span>he</p>", "The"),
    ("entities", "<p>a &amp; b &mdash; c &lt;d&gt; &#8220;e&#8221; &bogus;</p>", "a & b — c <d> “e” &bogus;"),
    ("what is no text", "<title>t</title><script>var s</script><style>p {}</style><!-- c --><p>One</p>", "One"),
    (
        "what is not shown",
        "<p>One</p><div hidden>x</div><p style='top: 0; display:none'>y</p><template>z</template>",
        "One",
    ),
    (
        "what is shown later, or to nobody",
        "<button>a</button>b<dialog>c</dialog>d<dialog open>e</dialog><i style='x: y; visibility: hidden'>f</i>g",
        "bd\n\ne\n\ng",
    ),
    ("text behind what is not shown inside another", "<p>a<b hidden>x<i hidden>y</i>z</b>b</p>", "ab"),
    ("a power", "<p>10<sup>6</sup> dead</p>", "10 6 dead"),
    ("a note", "<p>dead<sup><a href=x>1</a></sup>2", "dead 1 2"),
    ("an ordinal", "<p>the 5<sup>th</sup> Brigade</p>", "the 5th Brigade"),
    ("a formula", "<p>CO<sub>2</sub>, x<sub>i</sub></p>", "CO2, x i"),
    ("text behind what is not shown", "<p>One <span hidden>x</span>two</p>", "One two"),
    ("elements left open", "<p>One<p>Two <b>three", "One\n\nTwo three"),
    ("elements closed that are not open", "</div><p>One</b></p></i>two", "One\n\ntwo"),
    ("unknown elements", "<x-y>One</x-y> <z:w>two</z:w>", "One two"),
    ("no element", "just words", "just words"),
    ("some depth", "<div>" * 1_000 + "deep", "deep"),
]


@pytest.mark.parametrize(("page", "text"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_of_a_page_the_words_that_a_browser_shows_are_read(page: str, text: str, tmp_path: Path) -> None:
    assert text_of(tmp_path / "a.html", page.encode()) == text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("windows-1251", '<meta charset="windows-1251">'),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
        ("utf-8", '<meta charset="windows-1251">'),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str, tmp_path: Path) -> None:
    assert text_of(tmp_path / "a.html", f"{declared}<p>Суджа</p>".encode(encoding)) == "Суджа"


def test_a_page_cannot_have_its_letters_read_as_others(tmp_path: Path) -> None:
    assert text_of(tmp_path / "a.html", b"<meta charset=utf-7><p>+AGE-</p>") == "+AGE-"


def test_western_pages_have_the_quotation_marks_that_browsers_see(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>“Yes”</p>'.encode("windows-1252")
    assert text_of(tmp_path / "a.html", page) == "“Yes”"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", b"\xef\xbb\xbfOne\r\n\r\nTwo <b>", "One\n\nTwo <b>"),
        ("a.txt", "Суджа".encode("utf-16"), "Суджа"),
        (
            "a.md",
            "# Head\n\nOne **bold** [link](https://x.org)’s\nline.\n\n> Said".encode(),
            "Head\n\nOne bold link’s line.\n\nSaid",
        ),
        ("a.md", b"---\nurl: https://x.org\n---\n\nOne", "One"),
        ("a.HTM", b"<p>One", "One"),
    ],
)
def test_plain_text_stays_as_it_is_and_markdown_is_read_as_what_it_shows(
    name: str, content: bytes, text: str, tmp_path: Path
) -> None:
    assert text_of(tmp_path / name, content) == text


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"caf\xe9", "byte 0xe9 is not UTF-8; save the capture as UTF-8"),
        ("a.html", b"<p>caf\xe9", "this is not UTF-8, and the page does not say what else it is; save it as UTF-8"),
        (
            "a.html",
            b"<meta charset=utf-7><p>+AGE-\xff",
            'this is not UTF-8, nor can it be read as the "utf-7" that the page says it is; save it as UTF-8',
        ),
        (
            "a.html",
            b"<meta charset=rot13><p>\xff",
            'this is not UTF-8, nor can it be read as the "rot13" that the page says it is; save it as UTF-8',
        ),
        ("a.html", b"<div>" * 100_000 + b"deep", "the elements of this page nest too deeply to be read"),
        ("a.html", b"<script>var x</script>", "there are no words in this capture"),
        ("a.txt", b" \n", "there are no words in this capture"),
        ("a.md", b"[" * 2_000, "the text has 2,000 signs [; at most 1,000 are converted"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_the_file(name: str, content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)
    assert isinstance(found, Problem)
    assert (found.code, found.message, found.place.file) == ("unreadable-capture", why, str(tmp_path / name))


def test_what_is_no_regular_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with open(tmp_path / "large.txt", "wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    for name, why in (("pipe", "not a regular file"), ("large", "16,777,217 bytes"), ("none", "No such file")):
        found = read(tmp_path / f"{name}.txt")
        assert isinstance(found, Problem)
        assert why in found.message


@pytest.mark.parametrize(
    "page",
    [
        b"<p>a</p>" * 50_000,
        b"<b>" * 50_000 + b"x",
        b"<" * 200_000,
        b"&" * 200_000,
        b"<a " * 50_000,
        b"a<br>" * 50_000,
        b"<p hidden>x</p>y" * 50_000,
        b"<sup>x</sup>y" * 50_000,
    ],
    ids=["paragraphs", "depth", "angles", "ampersands", "attributes", "breaks", "hidden", "raised"],
)
def test_no_page_takes_long(page: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page)
    with at_most(15):
        read(tmp_path / "a.html")


def test_captures_belong_to_the_article_of_their_name_or_of_an_earlier_one_and_text_comes_first(tmp_path: Path) -> None:
    names = ["a.html", "a.md", "deep/er/a.txt", "old.txt", "b.htm", "c.txt", "README.md", "a.jpg", ".hidden/a.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = files(tmp_path, {"a": ("a", "old"), "b": ("b",), "d": ("d",)})
    of_article = {
        article: [path.relative_to(tmp_path).as_posix() for path in paths]
        for article, paths in found.of_article.items()
    }
    assert of_article == {"a": ["deep/er/a.txt", "a.md", "a.html", "old.txt"], "b": ["b.htm"]}
    assert found.strays == ("README.md", "c.txt")


def text_of(file: Path, content: bytes) -> str:
    file.write_bytes(content)
    found = read(file)
    assert isinstance(found, Capture), found
    return found.text
