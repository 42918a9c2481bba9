"""The documentation against the program: what is there is described, and what is described is there."""

import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from tests.commands import COMMANDS
from timeline import address, model
from timeline.checks import MANUAL, check
from timeline.checks.references import KINDS
from timeline.content.load import REGISTERS, load
from timeline.dates import DateError, filed, in_words, parse, resolve, weekday_words
from tools import checks_page, commands_page

ROOT = Path(__file__).parents[1]
PAGES = {file.name: file.read_text("utf-8") for file in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

RECORDS: dict[str, type[BaseModel]] = {
    "site.yaml": model.Settings,
    "Events": model.Event,
    "date_basis": model.DateBasis,
    "excerpts": model.Excerpt,
    "accounts": model.Account,
    "relations": model.Relation,
    "media": model.Media,
    "corrections": model.Correction,
    "Articles": model.Article,
    "Pages": model.FreePage,
}
# The place of the code among the arguments of whatever makes a problem.
CODE_OF = {
    "Unreadable": 0,
    "Mistake": 0,
    "_unknown": 0,
    "_must": 0,
    "_refused": 0,
    "Problem": 1,
    "Misfit": 1,
    "problem": 1,
}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REFUSED = "What is refused"
EVENT = "2025-03-11-sudzha-recaptured.yaml"


def sections(page: str) -> dict[str, str]:
    """The text below each heading, up to the next one of any level."""
    pieces = re.split(r"^#+ (.+)$", without_blocks(PAGES[page]), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def blocks(text: str, language: str) -> str:
    return "\n".join(block[2] for block in BLOCK.finditer(text) if block[1] == language)


def without_blocks(text: str) -> str:
    return BLOCK.sub("", text)


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, their headings left out."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def coded(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from choices(part)


@pytest.mark.parametrize("heading", RECORDS)
def test_every_field_has_a_row_and_every_row_a_field(heading: str) -> None:
    described = [row[0].strip("`") for row in rows(sections("content.md")[heading])]
    assert sorted(described) == sorted(RECORDS[heading].model_fields)


@pytest.mark.parametrize("heading", [heading for heading in RECORDS if heading != "site.yaml"])
def test_exactly_the_required_fields_are_called_required(heading: str) -> None:
    for name, meaning in rows(sections("content.md")[heading]):
        field = RECORDS[heading].model_fields[name.strip("`")]
        assert meaning.startswith("Required") == field.is_required(), name


@pytest.mark.parametrize("heading", RECORDS)
def test_every_word_that_a_field_takes_is_named(heading: str) -> None:
    for name, *_, meaning in rows(sections("content.md")[heading]):
        taken = set(choices(RECORDS[heading].model_fields[name.strip("`")].annotation))
        assert taken <= set(coded(meaning)), name


def test_defaults_of_the_settings_are_as_described() -> None:
    for name, _, default, _ in rows(sections("content.md")["site.yaml"]):
        field = model.Settings.model_fields[name.strip("`")]
        if field.is_required():
            assert default == "required"
        elif name != "`outputs`":
            assert default == (f"`{field.default}`" if field.default != "" else "empty"), name


def test_every_output_switch_is_named_and_on() -> None:
    assert set(coded(sections("content.md")["outputs"])) >= set(model.Outputs.model_fields)
    assert all(model.Outputs().model_dump().values())


def test_every_field_of_a_register_is_described_for_the_registers_that_have_it() -> None:
    described: dict[str, set[str]] = {}
    for names, registers, _ in rows(sections("content.md")["Registers"]):
        for register in registers.split(", "):
            described.setdefault(f"{register}.yaml", set()).update(coded(names))
    assert described == {name: set(record.model_fields) for name, record in REGISTERS.values()}


def dates() -> list[list[str]]:
    return [row for heading, text in sections("dates.md").items() if heading != REFUSED for row in rows(text)]


@pytest.mark.parametrize(("form", "words", "where"), dates())
def test_a_date_reads_and_is_filed_as_described(form: str, words: str, where: str) -> None:
    date = parse(form.strip("`"))
    year, month, _ = filed(date) or (None, None, None)
    folder = "undated/" if year is None else address.of_year(year) if month is None else address.of_month(year, month)
    assert (in_words(date), f"/{folder}") == (words, where.strip("`"))


@pytest.mark.parametrize(("form", "message"), rows(sections("dates.md")[REFUSED]))
def test_a_refused_date_gives_the_message_that_is_described(form: str, message: str) -> None:
    with pytest.raises(DateError) as refused:
        parse(form.strip("`"))
    assert str(refused.value) == message


def date_words() -> list[tuple[str, str, str]]:
    return re.findall(r"^\| “(.+?)” \| (.+?) \| (.+) \|$", PAGES["dates.md"], re.MULTILINE)


def test_the_page_on_dates_tells_how_words_are_read() -> None:
    assert len(date_words()) > 50


@pytest.mark.parametrize(("words", "read", "why"), date_words())
def test_words_for_a_date_are_read_as_described(words: str, read: str, why: str) -> None:
    reading = resolve(words, parse("2025-03-12"))
    assert reading is not None
    assert (weekday_words(reading.date), reading.why) == (read, why)


def codes() -> dict[str, str]:
    """Every code that stands in the program, with its severity."""
    found: dict[str, str] = {}
    for file in (ROOT / "timeline").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                severity = "warning" if "'warning'" in ast.unparse(node) else "error"
                match node.args[CODE_OF[name] :][:1] if name in CODE_OF else []:
                    case [ast.Constant(value=str(code))]:
                        # What is an error in one place and a warning in another counts as an error.
                        found[code] = severity if found.get(code) != "error" else "error"
                    case [ast.JoinedStr(values=[ast.Constant(value="unknown-"), _])]:
                        found |= {f"unknown-{kind}": severity for kind in KINDS}
    return found


def test_every_code_has_a_section_in_the_order_of_the_alphabet() -> None:
    described = list(sections("checks.md"))[1:]
    assert described == sorted(codes())


def test_the_manual_knows_every_code_with_its_severity_and_no_other() -> None:
    assert {code: about.severity for code, about in MANUAL.items()} == codes()


def test_the_page_of_problems_is_what_make_docs_makes() -> None:
    assert PAGES["checks.md"] == checks_page.page()


def test_every_code_is_shown_as_it_is_reported() -> None:
    examples = re.findall(r"^## (\S+)\n.*?^```\n(.*?)\n```$", PAGES["checks.md"], re.MULTILINE | re.DOTALL)
    severities = codes()
    assert [code for code, _ in examples] == sorted(severities)
    for code, example in examples:
        assert re.fullmatch(rf"(?:content|captures|themes)/\S+:\d+:\d+: {severities[code]}\[{code}\]: .+", example)


def test_the_page_of_commands_is_what_make_docs_makes() -> None:
    assert PAGES["commands.md"] == commands_page.page()


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_examples_can_be_run(page: str) -> None:
    lines = (shlex.split(line, comments=True) for line in blocks(PAGES[page], "sh").splitlines())
    for program, *arguments in filter(None, lines):
        if program == "timeline":
            _accepted(arguments)
        elif program == "make":
            target = next((word for word in arguments if "=" not in word), "site")
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), arguments
            options = next((word.removeprefix("ARGS=") for word in arguments if word.startswith("ARGS=")), "")
            if target == "site":
                _accepted(["build", *shlex.split(options)])


def _accepted(arguments: list[str]) -> None:
    words = next(n for n in (2, 1) if " ".join(arguments[:n]) in COMMANDS)
    name = " ".join(arguments[:words])
    COMMANDS[name].make_context(name, arguments[words:])


@pytest.mark.parametrize("page", PAGES)
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    folder = ROOT if (ROOT / page).exists() else ROOT / "docs"
    meant = re.sub(r"`[^`]*`", "", without_blocks(PAGES[page]))
    targets = re.findall(r"\]\(([^)]+)\)", meant)
    files = [target for target in targets if re.fullmatch(r"[\w./-]+", target)]
    assert [file for file in files if not (folder / file).exists()] == []


def test_every_module_has_its_place_in_the_architecture() -> None:
    modules = {
        path.name + "/" if path.is_dir() else path.name
        for path in (ROOT / "timeline").iterdir()
        if path.name[0] != "_" or path.name == "__main__.py"
    }
    described = [name for row in rows_of_floors() for name in coded(row[1])]
    assert sorted(described) == sorted(modules)


def test_floors_are_those_of_the_import_contract() -> None:
    contract = (ROOT / "pyproject.toml").read_text("utf-8")
    layers = [re.findall(r"\((\w+)\)", line) for line in re.findall(r'^  "(\(.+\))",$', contract, re.MULTILINE)]
    order = {name: -height for height, layer in enumerate(layers) for name in layer}
    floors = [(int(row[0]), re.sub(r"\.py|/", "", name)) for row in rows_of_floors() for name in coded(row[1])]
    for floor, name in floors:
        for other_floor, other in floors:
            assert floor >= other_floor or order[name] < order[other], (name, other)


def rows_of_floors() -> list[list[str]]:
    lines = re.findall(r"^\| (\d) \| (.+?) \| (.+) \|$", sections("architecture.md")["Floors"], re.MULTILINE)
    return [list(line) for line in lines]


# A fork brings content of its own, and its tests must pass all the same.
DEMONSTRATION = any(ROOT.glob(f"content/**/{EVENT}"))
of_the_demonstration = pytest.mark.skipif(not DEMONSTRATION, reason="content/ does not hold the demonstration")


@of_the_demonstration
def test_the_event_in_the_readme_is_one_of_the_demonstration() -> None:
    [file] = ROOT.glob(f"content/**/{EVENT}")
    shown = blocks(PAGES["README.md"], "yaml").splitlines()[1:]
    original = iter(file.read_text("utf-8").splitlines())
    assert [line for line in shown if line and line not in original] == []


@of_the_demonstration
def test_the_event_in_the_readme_has_no_problem(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    [file] = tmp_path.glob(f"content/**/{EVENT}")
    file.write_text(blocks(PAGES["README.md"], "yaml"), "utf-8")
    # It is shortened, and claims less than what was published.
    assert [problem.code for problem in check(load(tmp_path / "content"))] == ["silent-change"]


@of_the_demonstration
def test_the_problem_in_the_readme_is_reported_like_that(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    [file] = tmp_path.glob(f"content/**/{EVENT}")
    file.write_text(file.read_text("utf-8").replace("[russian-forces,", "[russian-force,"), "utf-8")
    [problem] = check(load(tmp_path / "content"))
    assert str(problem).removeprefix(f"{tmp_path}/") in PAGES["README.md"]
