"""What of a page is changed in a preview, and when two of them look the same."""

import pytest

from timeline.serve.outcome import Outcome
from timeline.serve.page import look_of, page_of_problems, with_script

META = '<meta http-equiv="Content-Security-Policy" content="{}">'


def served(head: str) -> str:
    html = f"<!doctype html><html><head>{head}</head><body><p>Text.</p></body></html>"
    return with_script(html, look_of(html))


@pytest.mark.parametrize(
    ("policy", "becomes"),
    [
        (
            "default-src 'none'; style-src 'self'",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
        ),
        (
            "script-src 'self' 'wasm-unsafe-eval'; style-src *; connect-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'; style-src *; connect-src 'self'",
        ),
        ("default-src 'self'", "default-src 'self'"),
        (
            "DEFAULT-SRC https://a.example",
            "default-src https://a.example; script-src https://a.example 'self'; "
            "style-src https://a.example 'self'; connect-src https://a.example 'self'",
        ),
        ("", ""),
    ],
)
def test_a_policy_lets_our_own_address_in_and_nothing_else(policy: str, becomes: str) -> None:
    assert META.format(becomes.replace("'", "&#x27;")) in served(META.format(policy))


@pytest.mark.parametrize("html", ["<p>Text.", "<body><p>Text.</p></body>", "<HEAD></HEAD><BODY>Text.</BODY>", ""])
def test_every_page_gets_the_script_once(html: str) -> None:
    text = with_script(html, look_of(html))
    assert text.count("<script src=") == 1
    assert text.replace(text[text.index("<script") : text.index("</script>") + 9], "") == html


def test_pages_that_differ_in_their_style_sheets_alone_are_told_apart_from_others() -> None:
    page = '<link rel="stylesheet" href="{}"><link rel=stylesheet href=b.css media=print><p>{}</p>'
    before, styled, said = (
        look_of(page.format(*parts)) for parts in (("a.1.css", "x"), ("a.2.css", "x"), ("a.1.css", "y"))
    )
    assert before.sheets == ("a.1.css", "b.css")
    assert (before.all != styled.all, before.rest == styled.rest) == (True, True)
    assert (before.all != said.all, before.rest != said.rest) == (True, True)


def test_a_page_looks_otherwise_when_an_image_of_it_does() -> None:
    assert look_of("<p>", ["map.svg 10 1"]).rest != look_of("<p>", ["map.svg 10 2"]).rest


def test_problems_are_text_where_there_is_no_page_yet() -> None:
    outcome = Outcome((), (("x.yaml:1:1: error[x]: no <b>", "<script>alert(1)</script>", "^"),), (), 0.1)
    page = page_of_problems(outcome)
    assert "error[x]: no &lt;b&gt;" in page and "<script>" not in page
