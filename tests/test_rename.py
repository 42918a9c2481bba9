"""Another id for an entry: its file or key, every reference and the alias change, and no other character."""

import difflib
import os
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EVENT, Files, Write, write_content
from timeline.checks import check
from timeline.cli import main
from timeline.content.changes import Change, put_in_place
from timeline.content.load import Content, load
from timeline.markdown import ENTRY_SCHEMES
from timeline.rename import changes, renaming
from timeline.text import slug

ROOT = Path(__file__).parents[1]
PROJECTS = (ROOT / "tests/example/content", ROOT / "content")
DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3
ACTORS = "old: {name: Old}\nolder: {name: Older}\nthe-old: {name: The old}\n"
ARTICLE = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-12\n---\n"
# What stands in an event, before and after the actor "old" becomes "new".
NAMED: Mapping[str, tuple[str, str]] = {
    "a list in brackets": ("actors: [older, old, the-old]", "actors: [older, new, the-old]"),
    "a list in lines": ("actors:\n  - older\n  -   old  # old\n", "actors:\n  - older\n  -   new  # old\n"),
    "single quotes": ("actors: ['old']", "actors: ['new']"),
    "double quotes": ('actors: ["old" , "older"]', 'actors: ["new" , "older"]'),
    "escapes": (r'actors: ["\u006fl\x64"]', 'actors: ["new"]'),
    "a line continued": ('actors: ["ol\\\n    d"]', 'actors: ["new"]'),
    "brackets over lines": ("actors: [\n  old, # old\n  older\n]", "actors: [\n  new, # old\n  older\n]"),
    "a key in quotes": ('"actors": ["old"]', '"actors": ["new"]'),
    "a speaker": (
        "excerpts: [{article: report, quote: old, speaker: old}]",
        "excerpts: [{article: report, quote: old, speaker: new}]",
    ),
    "a speaker in a block": (
        "excerpts:\n- speaker: >-\n    old\n  article: report\n  quote: old\n",
        "excerpts:\n- speaker: >-\n    new\n  article: report\n  quote: old\n",
    ),
    "a name that is no id": (
        "excerpts: [{article: report, quote: old, speaker: the old}]",
        "excerpts: [{article: report, quote: old, speaker: the old}]",
    ),
    "an account": ("accounts: [{by: old, says: old}]", "accounts: [{by: new, says: old}]"),
    "links in a plain text": (
        "body: See [x](actor:old), [y](actor:older)\n  and [old](actor:old#top 'old').",
        "body: See [x](actor:new), [y](actor:older)\n  and [old](actor:new#top 'old').",
    ),
    "links in a block": (
        "body: |2 # [x](actor:old)\n  [x](actor:old)\n\n  [old](place:old) actor:old\n",
        "body: |2 # [x](actor:old)\n  [x](actor:new)\n\n  [old](place:old) actor:old\n",
    ),
    "links in a folded block": (
        "body: >-\n  [x](actor:the-old)\n  [x](\n  actor:old)",
        "body: >-\n  [x](actor:the-old)\n  [x](\n  actor:new)",
    ),
    "links in double quotes": (
        r'body: "\"[x](actor:old)\"\n\n[\\y](actor:\x6f\u006c\U00000064)"',
        r'body: "\"[x](actor:new)\"\n\n[\\y](actor:new)"',
    ),
    "a link in a line continued": (
        'body: "[x](actor:o\\\n    ld) [y](act\\\n  or:old)"',
        'body: "[x](actor:new) [y](act\\\n  or:new)"',
    ),
    "what only looks like an id among escapes": (
        r'body: "\x6actor:old \u006actor:old [x](actor:old)"',
        r'body: "\x6actor:old \u006actor:old [x](actor:new)"',
    ),
    "links in single quotes": ("body: '''[x](actor:old)'''", "body: '''[x](actor:new)'''"),
    "links in JSON": ('"body": "Its [x](actor:old).\\tactor:old"', '"body": "Its [x](actor:new).\\tactor:old"'),
    "a link by reference": (
        "body: |\n  [x][1]\n\n  [1]: <actor:old> 'old'\n",
        "body: |\n  [x][1]\n\n  [1]: <actor:new> 'old'\n",
    ),
    "a link in HTML": ("body: <a href='actor:old'>old</a>", "body: <a href='actor:new'>old</a>"),
    "code": ('body: "`[x](actor:old)` [x](actor:old)"', 'body: "`[x](actor:old)` [x](actor:new)"'),
    "indented code": (
        "body: |\n  [x](actor:old)\n\n      [x](actor:old)\n\n  [x](actor:old)\n",
        "body: |\n  [x](actor:new)\n\n      [x](actor:old)\n\n  [x](actor:new)\n",
    ),
    "what is escaped": (r"body: \[x](actor:old)", r"body: \[x](actor:old)"),
    "notes on excerpts and corrections": (
        "corrections: [{date: 2025-03-20, note: '[old](actor:old)'}]",
        "corrections: [{date: 2025-03-20, note: '[old](actor:new)'}]",
    ),
    "a note key": (
        "excerpts: [{key: old, article: report, quote: old}]",
        "excerpts: [{key: old, article: report, quote: old}]",
    ),
    "a comment": (
        "# actors: [old]\nactors: [older] # [x](actor:old)",
        "# actors: [old]\nactors: [older] # [x](actor:old)",
    ),
    "a tag of the same name": ("tags: [old]", "tags: [old]"),
}
# What stands behind the fields of the event "old", and what follows from the alias.
ALIASES: Mapping[str, tuple[str, str]] = {
    "none": ("", "aliases: [old]\n"),
    "none, and a last line that does not end": ("seq: 1", "seq: 1\naliases: [old]"),
    "none, and comments": ("seq: 1 # one\n\n# End.\n", "seq: 1 # one\naliases: [old]\n\n# End.\n"),
    "none behind a list": ("tags:\n- a\n- b\n# End.\n", "tags:\n- a\n- b\naliases: [old]\n# End.\n"),
    "none behind a list with an empty item": ("tags:\n- a\n-\n# End.\n", "tags:\n- a\n-\naliases: [old]\n# End.\n"),
    "none behind a block": ("body: |\n  x\n\n\n# End.\n", "body: |\n  x\naliases: [old]\n\n\n# End.\n"),
    "none behind a block with spaces": ("body: |\n  x\n    \n\n", "body: |\n  x\n    \naliases: [old]\n\n"),
    "none behind a block that keeps its end": (
        "body: |+\n  x\n\n# End.\n",
        "body: |+\n  x\n\naliases: [old]\n# End.\n",
    ),
    "none before a block in which the file ends": ("seq: 1\nbody: |\n  x", "seq: 1\naliases: [old]\nbody: |\n  x"),
    "none before a folded block in which the file ends": ("body: >\n  x\n  y", "aliases: [old]\nbody: >\n  x\n  y"),
    "none before a block that keeps its end, in which the file ends": (
        "body: |+ # all\n  x",
        "aliases: [old]\nbody: |+ # all\n  x",
    ),
    "none before a marked key with a block in which the file ends": (
        "? body\n: |\n  x",
        "aliases: [old]\n? body\n: |\n  x",
    ),
    "none before a list that ends with a block in which the file ends": (
        "corrections:\n- date: 2025-03-20\n  note: |\n    x",
        "aliases: [old]\ncorrections:\n- date: 2025-03-20\n  note: |\n    x",
    ),
    "none behind a block that has no last break, in which the file ends": (
        "body: |-\n  x",
        "body: |-\n  x\naliases: [old]",
    ),
    "none behind an empty field": ("body: # soon\n", "body: # soon\naliases: [old]\n"),
    "none behind words over lines": ("body: x\n  y  # y\n", "body: x\n  y  # y\naliases: [old]\n"),
    "none before the end of the document": ("seq: 1\n...\n", "seq: 1\naliases: [old]\n...\n"),
    "brackets": ("aliases: [first, 'second' ] # two\nseq: 1\n", "aliases: [first, 'second', old ] # two\nseq: 1\n"),
    "empty brackets": ("aliases: [ ]\n", "aliases: [old ]\n"),
    "brackets over lines": (
        "aliases: [\n  first,\n  second, # two\n]\n",
        "aliases: [\n  first,\n  second, old, # two\n]\n",
    ),
    "lines": ("aliases:\n- first # one\n# More.\nseq: 1\n", "aliases:\n- first # one\n- old\n# More.\nseq: 1\n"),
    "indented lines": ('aliases:\n    - "first"\nseq: 1\n', 'aliases:\n    - "first"\n    - old\nseq: 1\n'),
    "nothing behind the key": ("aliases:   # none\nseq: 1\n", "aliases: [old]   # none\nseq: 1\n"),
    "lines that end within a block": (
        "seq: 1\naliases:\n  - first\n  -   |\n    second",
        "seq: 1\naliases:\n  - first\n  - old\n  -   |\n    second",
    ),
    "the new id in brackets": ("aliases: [first, 'new', third]\n", "aliases: [first, 'old', third]\n"),
    "the new id in lines": ("aliases:\n- new # once\n", "aliases:\n- old # once\n"),
}
REGISTERS: Mapping[str, tuple[str, str]] = {
    "braces": ("old: {name: Old}\n", "new: {name: Old, aliases: [old]}\n"),
    "braces with a comma": ("old: {name: Old, }\n", "new: {name: Old, aliases: [old], }\n"),
    "braces with an empty field": ("old: {name: Old, role}\n", "new: {name: Old, role , aliases: [old]}\n"),
    "braces with an empty field and its colon": (
        "old: {name: Old, role: }\n",
        "new: {name: Old, role: , aliases: [old] }\n",
    ),
    "braces with an empty list": (
        "old: {name: Old, same_as: []}\n",
        "new: {name: Old, same_as: [], aliases: [old]}\n",
    ),
    "braces over lines": ("old: {\n  name: Old, # old\n  }\n", "new: {\n  name: Old, aliases: [old], # old\n  }\n"),
    "braces around all": (
        '{"old": {"name": "Old"}, "a": {"name": "A"}}',
        '{"new": {"name": "Old", aliases: [old]}, "a": {"name": "A"}}',
    ),
    "lines": (
        "old:\n  name: Old\n\n# More.\na:\n  name: A\n",
        "new:\n  name: Old\n  aliases: [old]\n\n# More.\na:\n  name: A\n",
    ),
    "indented lines": (
        "'old': # old\n    name: Old # old\na: {name: A}",
        "'new': # old\n    name: Old # old\n    aliases: [old]\na: {name: A}",
    ),
    "lines that end within a block": (
        "old:\n  name: Old\n  description: |\n    x",
        "new:\n  name: Old\n  aliases: [old]\n  description: |\n    x",
    ),
    "a block behind a marked key": ("? old\n: name: |\n    Old", "? new\n: aliases: [old]\n  name: |\n    Old"),
    "lines at the end": ("old:\n  name: Old", "new:\n  name: Old\n  aliases: [old]"),
    "an indented register": (
        "  old:\n    name: Old\n  a: {name: A}\n",
        "  new:\n    name: Old\n    aliases: [old]\n  a: {name: A}\n",
    ),
    "a marked key": ("? old\n: name: Old\n", "? new\n: name: Old\n  aliases: [old]\n"),
    "links of others": (
        "old: {name: Old}\na: {name: A, description: 'Of [old](actor:old)'}\n",
        "new: {name: Old, aliases: [old]}\na: {name: A, description: 'Of [old](actor:new)'}\n",
    ),
}
TAGS: Mapping[str, tuple[str, str]] = {
    "a comment": ("# Tags.", "# Tags.\nsudzha: {name: Kursk front, aliases: [kursk-front]}\n"),
    "nothing": ("", "sudzha: {name: Kursk front, aliases: [kursk-front]}\n"),
    "lines": (
        "a:\n  name: A\n# End.\n",
        "a:\n  name: A\nsudzha: {name: Kursk front, aliases: [kursk-front]}\n# End.\n",
    ),
    "the beginning of a document": ("---\n", "---\nsudzha: {name: Kursk front, aliases: [kursk-front]}\n"),
    "lines that end within a block": (
        "a:\n  name: A\n  description: |\n    x",
        "sudzha: {name: Kursk front, aliases: [kursk-front]}\na:\n  name: A\n  description: |\n    x",
    ),
    "braces": ("{a: {name: A}}\n", "{a: {name: A}, sudzha: {name: Kursk front, aliases: [kursk-front]}}\n"),
    "empty braces": ("{}\n", "{sudzha: {name: Kursk front, aliases: [kursk-front]}}\n"),
    "a link to it": (
        "a: {name: A, description: '[x](tag:kursk-front)'}\n",
        "a: {name: A, description: '[x](tag:sudzha)'}\nsudzha: {name: Kursk front, aliases: [kursk-front]}\n",
    ),
}
SOME: Files = {
    "events/old.yaml": EVENT + "actors: [old]\nplaces: [spot]\ntags: [free, spot]\n",
    "events/other.yaml": EVENT + "aliases: [before]\n",
    "actors.yaml": ACTORS,
    "places.yaml": "spot: {name: Spot}\n",
    "pages/about.md": "---\ntitle: About\n---\n",
}
REFUSED: Mapping[str, tuple[str, str, str]] = {
    "an unknown id": ("oldest", "new", 'no entry "oldest"; did you mean "older"?'),
    "an unknown id of a kind": ("place:old", "new", 'no place "old"'),
    "an unknown kind": ("aktor:old", "new", '"aktor" is no kind of entry; did you mean "actor"?'),
    "an alias": ("before", "new", 'no entry "before"; it is now the event "other"'),
    "an id of several kinds": (
        "old",
        "new",
        '"old" is the id of several entries: write one of event:old and actor:old',
    ),
    "a place and a tag that is only used": (
        "spot",
        "new",
        '"spot" is the id of several entries: write one of place:spot and tag:spot',
    ),
    "no id": ("event:old", "New", '"New" cannot be an id: an id is lower-case letters a-z and digits, in words joined'),
    "the same id": ("event:old", "old", '"old" is already the id of this event'),
    "the id of another": (
        "event:old",
        "other",
        '"other" is taken: another event has this id, in {root}/events/other.yaml',
    ),
    "the key of another": ("actor:old", "older", '"older" is taken: another actor has this id, in {root}/actors.yaml'),
    "an alias of another": ("event:old", "before", '"before" is taken: the event "other" had this id, see its aliases'),
    "a tag that is only used": (
        "tag:spot",
        "free",
        '"free" is taken: another tag has this id, in {root}/events/old.yaml',
    ),
    "an address of the site": ("about", "events", "the site needs /events/ for itself; give the page another name"),
    "a folder of that name": ("event:old", "hidden", "{root}/events/hidden.yaml is already there"),
}
UNREADABLE: Mapping[str, tuple[str, str | bytes, str]] = {
    "YAML that cannot be read": ("events/b.yaml", "title: [", "yaml-syntax"),
    "a key that stands twice": ("events/b.yaml", EVENT + "seq: 1\nseq: 2\n", "repeated-key"),
    "an id that stands twice": ("events/x/old.yaml", EVENT, "repeated-id"),
    "letters that cannot be read": ("articles/b.md", b"---\ntitle: \xff\n---\n", "not-utf-8"),
    "a register that is a list": ("places.yaml", "- spot\n", "wrong-shape"),
    "a word in place of a list": ("events/b.yaml", EVENT + "actors: old\n", "wrong-shape"),
}


def rename(root: Path, old: str, new: str) -> tuple[Change, ...]:
    content = load(root)
    found = changes(content, renaming(content, old, new))
    put_in_place(found)
    return found


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["rename", "--content", str(root), *arguments])


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "marked"])
@pytest.mark.parametrize("style", NAMED)
def test_what_names_the_entry_changes_and_nothing_else(content: Write, style: str, mark: str, line_end: str) -> None:
    before, after = (f"{mark}# Zoë: old\n{EVENT}{lines}".replace("\n", line_end) for lines in NAMED[style])
    decomposed = unicodedata.normalize("NFD", before)
    root = content({"actors.yaml": ACTORS, "events/a.yaml": decomposed, "events/b.yaml": EVENT + "actors: [older]\n"})
    rename(root, "actor:old", "new")
    assert (root / "events/a.yaml").read_bytes().decode() == unicodedata.normalize("NFD", after)
    assert (root / "events/b.yaml").read_text("utf-8") == EVENT + "actors: [older]\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "marked"])
@pytest.mark.parametrize("style", ALIASES)
def test_the_old_id_joins_the_aliases_in_their_style(content: Write, style: str, mark: str, line_end: str) -> None:
    before, after = (f"{mark}{EVENT}{lines}".replace("\n", line_end) for lines in ALIASES[style])
    root = content({"events/2025/old.yaml": before})
    was = load(root).events["old"].written
    rename(root, "old", "new")
    assert {path: text.decode() for path, text in tree(root / "events").items()} == {"2025/new.yaml": after}
    now = load(root).events["new"].written
    assert {*now["aliases"]} == {*(was.get("aliases") or ()), "old"} - {"new"}
    # Not even a line break more in a block in which the file ends.
    assert {**was, "aliases": None} == {**now, "aliases": None}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("style", REGISTERS)
def test_a_key_changes_where_it_stands(content: Write, style: str, line_end: str) -> None:
    before, after = (text.replace("\n", line_end) for text in REGISTERS[style])
    root = content({"actors.yaml": before})
    was = load(root).actors["old"].written
    rename(root, "old", "new")
    assert (root / "actors.yaml").read_bytes().decode() == after
    assert load(root).actors["new"].written == {**was, "aliases": ["old"]}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "marked"])
def test_an_article_and_its_own_notes(content: Write, mark: str, line_end: str) -> None:
    notes = (
        "Of [itself](article:{0}#part), [b](article:report-2).\r\n\n    [x](article:report)\n\n`article:report` report"
    )
    before = mark + (ARTICLE + notes).format("report").replace("\r", "").replace("\n", line_end)
    after = mark + (ARTICLE + notes).format("new").replace("\r", "").replace("\n", line_end)
    files = {"articles/x/report.md": before, "articles/report.md": "", "articles/report-2.md": ARTICLE}
    root = content(files)
    (root / "articles/report.md").unlink()
    event = f"{EVENT}date_basis: {{words: report, article: report}}\nexcerpts: [{{article: report, quote: report}}]\n"
    (root / "events").mkdir()
    (root / "events/report.yaml").write_text(event, "utf-8")
    rename(root, "article:report", "new")
    assert (root / "articles/x/new.md").read_bytes().decode() == after.replace(
        f"{line_end}---{line_end}", f"{line_end}aliases: [report]{line_end}---{line_end}"
    )
    assert (root / "events/report.yaml").read_text("utf-8") == event.replace("article: report", "article: new")


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("thread", "thread: war", "thread: new"),
        ("place", "places: [war]", "places: [new]"),
        ("event", "relations: [{type: see-also, event: war}]", "relations: [{type: see-also, event: new}]"),
        ("page", "body: '[x](page:war) [y](thread:war)'", "body: '[x](page:new) [y](thread:war)'"),
        ("tag", "tags: [War, 'war', peace]", "tags: [new, 'new', peace]"),
    ],
)
def test_only_what_names_this_kind_changes(content: Write, kind: str, before: str, after: str) -> None:
    rest = "title: An event\ndate: 2025-03-11\nsummary: It happened.\ndraft: true\n"
    root = content(
        {
            "events/war.yaml": EVENT,
            "events/a.yaml": f"{rest}{before}\n",
            "places.yaml": "war: {name: War}\n",
            "tags.yaml": "war: {name: War}\n",
            "pages/war.md": "---\ntitle: War\n---\n",
        }
    )
    rename(root, f"{kind}:war", "new")
    assert (root / "events/a.yaml").read_text("utf-8") == f"{rest}{after}\n"


@pytest.mark.parametrize("style", TAGS)
def test_a_tag_that_is_only_used_is_listed_so_that_its_address_leads_on(content: Write, style: str) -> None:
    before, after = TAGS[style]
    event = EVENT + "tags: [Kursk front, 'Kursk\n    front', kursk-front-line]\n"
    root = content({"tags.yaml": before, "events/a.yaml": event})
    rename(root, "kursk-front", "sudzha")
    assert (root / "tags.yaml").read_text("utf-8") == after
    assert (root / "events/a.yaml").read_text("utf-8") == EVENT + "tags: [sudzha, 'sudzha', kursk-front-line]\n"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("kursk", "new: {name: new, aliases: [kursk]}\n"),
        ("Kursk", "new: {name: Kursk, aliases: [kursk]}\n"),
        ("'Kursk, ''front'': a'", "new: {name: \"Kursk, 'front': a\", aliases: [kursk-front-a]}\n"),
    ],
)
def test_a_tag_keeps_its_name_unless_that_is_its_id(content: Write, written: str, line: str) -> None:
    root = content({"events/a.yaml": f"{EVENT}tags: [{written}]\n"})
    rename(root, line.rpartition("[")[2].partition("]")[0], "new")
    assert (root / "tags.yaml").read_text("utf-8") == line
    assert not [problem for problem in check(load(root)) if problem.severity == "error"]


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_renamed_is_refused_in_a_line(content: Write, case: str) -> None:
    old, new, message = REFUSED[case]
    root = content(SOME)
    # A folder whose name could be an event's is passed over in reading.
    (root / "events/hidden.yaml").mkdir()
    before = tree(root)
    done = run(root, old, new)
    assert done.exit_code == USAGE
    assert done.stderr.startswith(f"timeline: {message.format(root=root)}")
    assert done.stderr.count("\n") == 1
    assert (done.stdout, tree(root)) == ("", before)


@pytest.mark.parametrize("case", UNREADABLE)
def test_nothing_is_renamed_while_a_reference_could_hide(content: Write, case: str) -> None:
    name, text, code = UNREADABLE[case]
    root = content({**SOME, name: text})
    before = tree(root)
    done = run(root, "event:old", "new")
    assert (done.exit_code, done.stdout, tree(root)) == (PROBLEMS, "", before)
    assert f"error[{code}]" in done.stderr
    assert "1 error that could hide a reference; nothing was changed" in done.stderr


def test_a_dry_run_prints_what_a_renaming_prints_and_changes_nothing(content: Write) -> None:
    root = content({**SOME, "events/more.yaml": EVENT + "relations: [{type: follows, event: old}]\n"})
    before = tree(root)
    dry = run(root, "--dry-run", "event:old", "new")
    assert tree(root) == before
    done = run(root, "event:old", "new")
    assert (done.exit_code, done.stdout) == (DONE, dry.stdout)
    assert done.stdout.splitlines() == [
        f"{root}/events/more.yaml: 1 place",
        f"{root}/events/old.yaml -> {root}/events/new.yaml: 1 place",
        "renamed event old to new; the old address leads on by its alias",
    ]
    assert tree(root) != before


def test_a_file_that_cannot_be_written_ends_with_3_and_changes_nothing(content: Write) -> None:
    root = content(SOME)
    # Where the new file would be staged.
    (root / f"events/.old.yaml.{os.getpid()}.new").mkdir()
    before = tree(root)
    done = run(root, "actor:old", "new")
    assert (done.exit_code, done.stdout, tree(root)) == (NOT_WRITTEN, "", before)


def test_what_was_replaced_is_put_back_when_the_last_file_cannot_be_moved(content: Write) -> None:
    root = content(SOME)
    before = tree(root)
    event, tags = root / "events/old.yaml", root / "tags.yaml"
    parts = [
        Change(event, event.read_bytes(), b"changed", 1, root / "no-folder/new.yaml"),
        Change(tags, None, b"new", 1),
    ]
    with pytest.raises(FileNotFoundError):
        put_in_place(parts)
    assert tree(root) == before


def test_an_id_that_could_be_no_address_leaves_no_alias(content: Write) -> None:
    root = content(
        {"events/Old One.yaml": EVENT, "events/b.yaml": EVENT + "relations: [{type: follows, event: Old One}]\n"}
    )
    assert run(root, "Old One", "new").stdout.endswith("renamed event Old One to new\n")
    assert (root / "events/new.yaml").read_text("utf-8") == EVENT
    assert (root / "events/b.yaml").read_text("utf-8").endswith("event: new}]\n")


def test_a_tag_that_could_be_no_address_is_not_listed(content: Write) -> None:
    tags = "a: {name: A, description: '[x](tag:con)'}\n"
    root = content({"events/a.yaml": EVENT + "tags: [Con]\n", "tags.yaml": tags})
    assert run(root, "con", "new").stdout.endswith("renamed tag con to new\n")
    assert (root / "tags.yaml").read_text("utf-8") == tags.replace("con", "new")


def test_an_alias_that_could_not_be_left_to_the_old_id_is_refused(content: Write) -> None:
    root = content({"events/Old.yaml": EVENT + "aliases: [new]\n"})
    done = run(root, "Old", "new")
    assert (done.exit_code, done.stderr.count("see its aliases")) == (USAGE, 1)


def test_a_link_that_entities_hide_is_refused(content: Write) -> None:
    root = content({**SOME, "events/more.yaml": EVENT + "body: '[x](actor&#58;old)'\n"})
    done = run(root, "actor:old", "new")
    assert done.exit_code == USAGE
    assert done.stderr == (
        f'timeline: in {root}/events/more.yaml, write actor:old in place of "actor&#58;old"; then it can change\n'
    )


@pytest.mark.parametrize(
    ("old", "lines"),
    [
        ("event:b", ["events/a report quote 0 verified", "events/c b quote 1 verified", "events/z report quote 2 b"]),
        ("article:b", ["events/a report quote 0 verified", "events/b report quote 2 b", "events/c z quote 1 verified"]),
    ],
)
def test_what_was_verified_follows_and_stays_sorted(content: Write, old: str, lines: list[str]) -> None:
    before = "events/a report quote 0 verified\nevents/b report quote 2 b\nevents/c b quote 1 verified\n"
    root = content({"events/b.yaml": EVENT, "articles/b.md": ARTICLE, "quotes.lock": before})
    rename(root, old, "z")
    assert (root / "quotes.lock").read_text("utf-8").splitlines() == lines


def test_published_lock_is_left_to_the_build(content: Write) -> None:
    line = "events/old 2025-03-14 5f0c9a1e77b2 0\n"
    root = content({**SOME, "published.lock": line})
    rename(root, "event:old", "new")
    assert (root / "published.lock").read_text("utf-8") == line


def test_the_old_address_leads_on(content: Write, tmp_path: Path) -> None:
    root = content({**SOME, "articles/report.md": ARTICLE, "tags.yaml": "t: {name: T}\n"})
    for kind, old in (("event", "old"), ("actor", "old"), ("place", "spot"), ("tag", "free"), ("page", "about")):
        assert run(root, f"{kind}:{old}", f"new-{kind}").exit_code == DONE
    built = CliRunner().invoke(
        main, ["build", "--content", str(root), "--output", str(tmp_path / "site"), "--no-cache"]
    )
    assert built.exit_code == DONE, built.output
    for folder, old, new in (
        ("events/", "old", "new-event"),
        ("actors/", "old", "new-actor"),
        ("places/", "spot", "new-place"),
        ("tags/", "free", "new-tag"),
        ("", "about", "new-page"),
    ):
        assert f'href="../{"../" if folder else ""}{folder}{new}/"' in (
            tmp_path / f"site/{folder}{old}/index.html"
        ).read_text("utf-8")
        assert (tmp_path / f"site/{folder}{new}/index.html").exists()


def entries(content: Content) -> Iterator[str]:
    for kind in ENTRY_SCHEMES:
        yield from (f"{kind}:{name}" for name in content.of_kind(kind))
    used = {slug(tag) for event in content.events.values() for tag in event.written.get("tags", ())}
    yield from (f"tag:{name}" for name in sorted(used - {*content.tags}))


@pytest.mark.parametrize("project", PROJECTS, ids=["example", "content"])
def test_every_entry_of_a_project_can_be_renamed(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(project, root)
    before = load(root)
    problems = Counter(one.code for one in check(before))
    for typed in list(entries(before)):
        kind, _, old = typed.partition(":")
        for change in rename(root, typed, f"renamed-{old}"[:80].rstrip("-")):
            was, now = (text.decode().splitlines() for text in (change.before or b"", change.after))
            for line in difflib.unified_diff(was, now, lineterm="", n=0):
                if line.startswith("-") and not line.startswith("---"):
                    assert old in line or "aliases" in line or (kind == "tag" and old in slug(line))
    after = load(root)
    assert Counter(one.code for one in check(after)) == problems
    assert len(list(entries(after))) == len(list(entries(before)))
    assert not {*entries(before)} & {*entries(after)}


@pytest.mark.parametrize("project", PROJECTS, ids=["example", "content"])
def test_without_libyaml_the_same_characters_change(project: Path, tmp_path: Path) -> None:
    fast, slow = tmp_path / "fast", tmp_path / "slow"
    shutil.copytree(project, fast)
    shutil.copytree(project, slow)
    marked = b"\xef\xbb\xbf" + (project / "threads.yaml").read_bytes().replace(b"\n", b"\r\n")
    for root in (fast, slow):
        (root / "threads.yaml").write_bytes(marked)
    thread = next(iter(load(project).threads))
    rename(fast, f"thread:{thread}", "new-thread")
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from timeline.cli import main; main(['rename', '--content', *sys.argv[1:]])"
    )
    command = [sys.executable, "-c", program, str(slow), f"thread:{thread}", "new-thread"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == DONE, done.stderr
    assert tree(slow) == tree(fast)


# What is written without escapes comes back as it was.
PLAIN = [before for before, after in NAMED.values() if "\\" not in before]


@settings(max_examples=40)
@given(
    pieces=st.lists(st.sampled_from(PLAIN), unique_by=lambda piece: piece.lstrip('#" ')[:4], max_size=5),
    line_end=st.sampled_from(["\n", "\r\n"]),
    ends=st.booleans(),
    names=st.permutations(["old", "older", "the-old"]),
)
def test_renaming_there_and_back_changes_nothing_but_aliases(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], line_end: str, ends: bool, names: list[str]
) -> None:
    lines = [piece.rstrip("\n") for piece in pieces if not piece.startswith("#")]
    text = (EVENT + "\n".join(lines) + "\n" * ends).replace("\n", line_end)
    root = write_content(tmp_path_factory.mktemp("content"), {"actors.yaml": ACTORS, "events/a.yaml": text})
    was = load(root)
    before = tree(root)
    for name in names:
        rename(root, f"actor:{name}", f"{name}-2")
    for name in names:
        rename(root, f"actor:{name}-2", name)
    after = tree(root)
    assert {**after, "actors.yaml": b""} == {**before, "actors.yaml": b""}
    assert {name: entry.written["name"] for name, entry in load(root).actors.items()} == {
        name: entry.written["name"] for name, entry in was.actors.items()
    }
