"""`timeline list` finds what the filters of the built pages find, and shows it in columns or as data."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.browser.record import ALL, ASKED, EVENTS, PASSED_OVER, record_in
from tests.conftest import EVENT, EXCERPT, Write
from timeline.build import build
from timeline.cli import main
from timeline.compile import compile_timeline
from timeline.content.load import load
from timeline.model import Outputs
from timeline.query import in_query, table
from timeline.query.table import cells, shortened

DONE, PROBLEMS, USAGE = 0, 1, 2


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_in(tmp_path_factory.mktemp("record")).content


def listed(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["list", "--content", str(content), *arguments])


def ids(done: Result) -> list[str]:
    return [line.split()[1] for line in done.stdout.splitlines()[1:]]


@pytest.mark.parametrize("query", ASKED)
def test_a_query_finds_what_the_page_shows_for_it(record: Path, query: str) -> None:
    done = listed(record, f"?{query}")
    assert (done.exit_code, ids(done)) == (DONE, [name for name in EVENTS if name in ASKED[query]])
    assert done.stderr == f"{len(ASKED[query])} of 10 events\n"


@pytest.mark.parametrize("query", ASKED)
def test_options_mean_the_same_as_the_query(record: Path, query: str) -> None:
    options = [f"--{key}={value}" for key, values in in_query(f"?{query}").items() for value in values]
    assert set(ids(listed(record, *options))) == ASKED[query]


@pytest.mark.parametrize(
    "typed",
    [
        "thread=sea&actor=ana",
        "?thread=sea&actor=ana",
        "https://example.org/record/?thread=sea&actor=ana#e-storm",
        "file:///home/ana/site/index.html?thread=sea&view=titles&actor=ana&actor=caesar",
    ],
)
def test_a_query_may_be_pasted_with_its_address(record: Path, typed: str) -> None:
    assert ids(listed(record, typed)) == ["storm"]


def test_an_address_without_a_query_lists_all(record: Path) -> None:
    assert set(ids(listed(record, "https://example.org/record/"))) == ALL


def test_options_hold_beside_a_query(record: Path) -> None:
    assert ids(listed(record, "?thread=sea", "--thread", "law", "--status", "claimed")) == ["landing", "range"]
    assert ids(listed(record, "?to=2025-03-18&q=storm", "--to", "2025-03-11", "--q", "event")) == ["storm"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--actor", "caesar", "--actor", "council"], ["landing", "siege", "ruling"]),
        (["--from", "2025-03", "--to", "2025-03"], ["range", "storm", "onward", "ruling", "plea", "by-then"]),
        (["--from", "2014", "--to", "2014"], ["decade", "siege", "by-then"]),
        (["--to", "-0043"], ["landing", "by-then"]),
        (["--from", "Y170000002"], ["onward", "far"]),
        (["--tag", "Old"], ["landing", "storm"]),
        (["--thread", "idle"], []),
        (["--q", "claimed landing"], ["landing"]),
        (["--q", "13 march"], ["ruling"]),
    ],
)
def test_options_take_more_than_a_page_offers(record: Path, arguments: Sequence[str], found: list[str]) -> None:
    done = listed(record, *arguments)
    assert (done.exit_code, ids(done)) == (DONE, found)


@pytest.mark.parametrize("query", PASSED_OVER)
def test_what_there_is_not_is_refused_where_a_page_passes_over_it(record: Path, query: str) -> None:
    assert listed(record, f"?{query}").exit_code == USAGE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--actor", "ann"], 'no actor "ann"; did you mean "ana"?'),
        (["--thread", "see"], 'no thread "see"; did you mean "sea"?'),
        (["--status", "dispute"], 'no status "dispute"; did you mean "disputed"?'),
        (["--tag", "stones"], 'no tag "stones"; did you mean "stone"?'),
        (["--place", "\x1b[2J"], 'no place "\\x1b[2J"'),
        (["?actor=ann"], 'no actor "ann"; did you mean "ana"?'),
        (["--from", "11.3.2025"], '"11.3.2025" is not a date'),
        (["--to", ""], '"" is not a date'),
        (["ana"], '"ana" is neither an address nor a query such as ?actor=russia'),
        (["--actor"], "requires an argument"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(record: Path, arguments: Sequence[str], said: str) -> None:
    done = listed(record, *arguments)
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert said in done.stderr


def test_an_earlier_id_is_refused_with_the_present_one(content: Write) -> None:
    root = content({"actors.yaml": "ana: {name: Ana, aliases: [anna-sa]}\n", "events/a.yaml": EVENT})
    assert 'no actor "anna-sa"; that was the id of "ana"' in listed(root, "--actor", "anna-sa").stderr


def test_drafts_and_retracted_events_are_listed_only_if_asked_for(content: Write) -> None:
    correction = "corrections: [{date: 2025-03-14, kind: correction, note: It did not.}]\n"
    root = content(
        {
            "events/a.yaml": EVENT,
            "events/b.yaml": EVENT + "draft: true\n",
            "events/c.yaml": EVENT + "status: retracted\n" + correction,
        }
    )
    assert ids(listed(root)) == ["a"]
    assert ids(listed(root, "--drafts")) == ["a", "b"]
    assert "reported, draft" in listed(root, "--drafts").stdout
    assert ids(listed(root, "--status", "retracted")) == ["c"]


def test_json_holds_the_records_of_events_json(tmp_path: Path) -> None:
    options = record_in(tmp_path, base_url="https://example.org/record", description="Ana Sá’s")
    site = options.content / "site.yaml"
    others = dict.fromkeys(Outputs.model_fields, False)
    site.write_text(json.dumps({**json.loads(site.read_text("utf-8")), "outputs": others}), "utf-8")
    assert build(options).update
    built = json.loads((options.output / "events.json").read_text("utf-8"))
    given = json.loads(listed(options.content, "--json").stdout_bytes)
    assert given == {"version": built["version"], "events": built["events"]}
    some = json.loads(listed(options.content, "--json", "--actor", "ana").stdout_bytes)
    assert some["events"] == [event for event in built["events"] if "ana" in event["actors"]]
    assert json.loads(listed(options.content, "--json", "--thread", "idle").stdout_bytes)["events"] == []


def test_what_cannot_be_read_is_left_out_and_said_so(content: Write) -> None:
    root = content(
        {
            "events/good.yaml": EVENT + EXCERPT,
            "events/dangling.yaml": EVENT
            + "actors: [nobody]\nplaces: [nowhere]\nmedia: [{src: a.png, alt: None}]\n"
            + "relations: [{type: follows, event: broken}]\nexcerpts: [{article: none, quote: x}]\n",
            "events/broken.yaml": EVENT.replace("2025-03-11", "11.3.2025"),
            "events/torn.yaml": "title: [",
            "actors.yaml": "- nobody\n",
            "threads.yaml": "war: [",
            "articles/report.md": "no front matter",
        }
    )
    for arguments in ([], ["--json"], ["--q", "happened"]):
        done = listed(root, *arguments)
        assert done.exit_code == PROBLEMS
        assert done.stderr == "2 of 2 events\ntimeline: 5 errors in reading, 2 events left out; see timeline check\n"
    assert ids(listed(root)) == ["dangling", "good"]


def test_what_reads_only_the_beginning_ends_it_without_a_word(record: Path) -> None:
    command = [sys.executable, "-m", "timeline", "list", "--json", "--content", str(record)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert reader.stdout and reader.stderr
    reader.stdout.close()
    assert reader.stderr.read() in (b"", b"10 of 10 events\n")
    reader.stderr.close()
    reader.wait()


def rows_of(content: Path) -> list[str]:
    loaded = load(content)
    return list(table(compile_timeline(loaded, loaded.lock).rows, 100))


@pytest.mark.parametrize(
    "title",
    [
        "A plain title that is longer than the room that a terminal has for it, which is not much at all",
        "中国代表团抵达日内瓦参加会谈并发表联合声明强调和平解决争端的重要性以及各方的责任和义务",
        "وصل الوفد إلى جدة لإجراء محادثات حول وقف إطلاق النار في المنطقة كلها وعلى جميع الجبهات كافة",
        "می\u200cخواهند گفت\u200cوگو کنند، و می\u200cگویند که گفت\u200cوگوها در جده برگزار خواهد شد",
        "q\u0331" * 120,
        "\U0001f54a" * 60,
    ],
)
@pytest.mark.parametrize("width", [20, 60, 79, 80, 100, 200])
def test_lines_fit_the_terminal_and_ids_are_whole(content: Write, title: str, width: int) -> None:
    root = content({"events/a.yaml": EVENT.replace("An event", title), "events/b-long-id.yaml": EVENT})
    loaded = load(root)
    lines = list(table(compile_timeline(loaded, loaded.lock).rows, width))
    least = len("2025-03-11  b-long-id  war     reported")
    assert all(cells(line) <= max(width, least) for line in lines)
    assert {word for line in lines for word in line.split()} >= {"2025-03-11", "a", "b-long-id", "reported"}
    if width >= 60:
        assert max(cells(line) for line in lines) >= width - 2 or title in lines[1]


def test_columns_stand_one_below_the_other_whatever_the_letters(content: Write) -> None:
    sets = f'"{{{",".join(f"20{n}" for n in range(10, 25))}}}"'
    root = content({"events/a.yaml": EVENT, "events/b.yaml": EVENT.replace("2025-03-11", sets)})
    lines = rows_of(root)
    assert len({line.index(word) for line, word in zip(lines, ("thread", "war", "war"), strict=True)}) == 1
    assert "{2010,2011,2012,2013,20…" in lines[1]


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("中国代", 6, "中国代"),
        ("中国代", 5, "中国…"),
        ("中国代", 4, "中…"),
        ("ab cd", 4, "ab…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_a_text_is_cut_by_cells(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@pytest.mark.parametrize(
    "query", ["?" + "&" * 5000, "?q=%", "?q=%FF%FE", "?from=%00", "?actor=" + "x" * 100_000, "=", "?="]
)
def test_odd_queries_are_answered_or_refused_in_short(record: Path, query: str) -> None:
    done = listed(record, query)
    assert done.exit_code in (DONE, USAGE)
    assert len(done.stderr) < 500
