"""Whatever an author writes into the body of a disputed event, the checks come to an end and may only find fault."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EVENT, write_content
from timeline.checks import check
from timeline.content.load import load

DISPUTED = (
    "status: disputed\nexcerpts:\n- {article: report, quote: it happened, key: yes-it-did}\n"
    "- {article: report, quote: it did not, stance: contradicts}\n"
)
# What begins, ends and underlines blocks, more often together than any text would have them.
SIGNS = st.lists(
    st.sampled_from(["-", "--", "=", "===", "#", "- ", "* ", "> ", "1. ", ": ", "|", "`", "[^yes-it-did]", "[", "<p>"])
    | st.sampled_from(["\n", "\n\n", " ", "    ", "\t", "\x85", "\u2028", "\u3000", "It happened."]),
    max_size=12,
).map("".join)


@settings(max_examples=100)
@given(body=SIGNS | st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_body_makes_the_checks_fail(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    root: Path = tmp_path_factory.getbasetemp() / "any-body"
    written = "".join(f"\\U{ord(sign):08x}" for sign in body)
    write_content(root, {"events/a.yaml": f'{EVENT}{DISPUTED}body: "{written}"\n'})
    assert all(problem.message for problem in check(load(root)))
