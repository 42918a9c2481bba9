"""A small project, and what people do to one: every edit changes something that a build reads, or only seems to."""

import io
import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml
from click.testing import CliRunner
from PIL import Image

from timeline.cli import main

Record = dict[str, Any]
# Every file of a project by its path, with its time of modification in nanoseconds.
State = Mapping[str, tuple[bytes, int]]
GIT = ("git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")

WORDS = ("harbour", "council", "quay", "storm", "ruling", "envoy", "ceasefire", "witness", "inquiry", "convoy")
DATES = (
    *("2025-03-11", "2025-03-12", "2025-03-12T14:00", "2025-03-12T23:30+05:45", "2025-04", "2025-03-30", "2026-01-01"),
    *("2024-12-31", "2024~", "[2025-03-03..2025-03-09]", "[..2025-03-12]", "2014/2024", "2025-21", "0079", "-0043-03"),
)
SETTINGS: Record = {
    "title": "A record",
    "id": "example.org,2025",
    "page_size": 3,
    "outputs": {"cards": False, "search": False},
}
THREADS = {"works": {"name": "Works"}, "law": {"name": "Law", "aliases": ["courts"]}, "talks": {"name": "Talks"}}
ACTORS = {
    "council": {"name": "The council", "kind": "organisation", "role": "owner of the quay"},
    "envoy": {"name": "An envoy", "kind": "person", "description": "Sent to the [quay](place:quay)."},
    "mayor": {"name": "The mayor"},
}
PLACES = {
    "quay": {"name": "The quay", "country": "Portugal", "lat": 38.7, "lon": -9.14},
    "pier": {"name": "A pier", "lat": -33.9, "lon": 18.42},
    "nowhere": {"name": "Nowhere"},
}
TAGS = {"stone": {"name": "Stone"}, "peace": {"name": "Peace", "description": "Of [talks](thread:talks)."}}
STORM: Record = {
    "status": "disputed",
    "weight": "major",
    "date": "2025-03-11",
    "date_basis": {"words": "on Tuesday", "article": "gazette"},
    "body": "It broke [the quay](place:quay), says one.[^broke]\n\nSee [the march](event:march).",
    "excerpts": [
        {"key": "broke", "article": "gazette", "quote": "the quay is broken", "speaker": "envoy"},
        {"article": "courier", "quote": "the wall held", "stance": "contradicts"},
    ],
    "accounts": [
        {"by": "envoy", "says": "It broke.", "excerpts": ["broke"]},
        {"by": "The town", "says": "It held.", "date": "2025-03-12"},
    ],
    "relations": [{"type": "see-also", "event": "march"}, {"type": "part-of", "event": "siege"}],
    "media": [{"src": "map.png", "alt": "The wall", "caption": "As [the envoy](actor:envoy) saw it."}],
    "aliases": ["gale"],
    "corrections": [{"date": "2026-11-20", "note": "It said *two* quays."}],
}
REGISTERED: Mapping[str, Record] = {"thread": THREADS, "actor": ACTORS, "place": PLACES, "tag": TAGS}
REGISTERS = {"thread": "threads.yaml", "actor": "actors.yaml", "place": "places.yaml", "tag": "tags.yaml"}
FOLDERS = {"event": ("events", ".yaml"), "article": ("articles", ".md"), "page": ("pages", ".md")}
# The fields of an event that name entries of a register, each with its kind.
LISTED = {"actors": "actor", "places": "place", "tags": "tag"}
STATUSES = ("confirmed", "reported", "claimed", "disputed", "retracted")
SWITCHES = ("event_json", "embed", "facet_feeds", "search", "map")
OWN_TEMPLATES = {
    "not_found.html": "<!doctype html><title>Not here: {}</title>",
    "free.html": "<!doctype html><title>{} {{{{ path }}}}</title>",
    "strip.svg": '<svg xmlns="http://www.w3.org/2000/svg"><!-- {} --></svg>',
}
BROKEN = {
    "events/broken.yaml": '{"title": "Broken", "date": "yesterday", "thread": "nobody"}',
    "articles/broken.md": "---\ntitle: Broken\n",
    "actors.yaml": "council: {name: [}\n",
    "threads.yaml": "works: {nam: Works}\n",
    "published.lock": "events/talks yesterday\n",
    "quotes.lock": "events/talks perhaps\n",
    "media/drawing.png": "no picture",
    "site.yaml": '{"page_size": "many"}',
    "../themes/default/templates/corrections.html": "{{ nobody.knows }}",
}


@dataclass(slots=True)
class Project:
    """A content folder and the site's own theme below one folder; entries are written as JSON, which is YAML."""

    root: Path
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def theme(self) -> Path:
        return self.root / "themes" / "default"

    @property
    def lock(self) -> Path:
        return self.content / "published.lock"

    def of_kind(self, kind: str) -> dict[str, Path]:
        """The file of each entry that has one of its own, by id."""
        folder, ending = FOLDERS[kind]
        return {file.stem: file for file in sorted((self.content / folder).rglob(f"*{ending}"))}

    def read(self, file: Path) -> Record:
        """What an entry's file says, the text of a Markdown file as its body."""
        text = file.read_text("utf-8")
        if file.suffix == ".yaml":
            return {**yaml.safe_load(text)}
        head, _, body = text.removeprefix("---\n").partition("\n---\n")
        return {**yaml.safe_load(head), "body": body}

    def write(self, file: Path, record: Mapping[str, Any], indent: int | None = None) -> None:
        """Fields without a value are left out."""
        filled = {name: value for name, value in record.items() if value not in (None, "", [])}
        body = filled.pop("body", "") if file.suffix == ".md" else ""
        text = json.dumps(filled, ensure_ascii=False, indent=indent)
        self.save(file, f"---\n{text}\n---\n{body}" if file.suffix == ".md" else f"{text}\n")

    def save(self, file: Path, content: str | bytes) -> None:
        """Some editors write into the file, others put a new one in its place: here every other time."""
        file.parent.mkdir(parents=True, exist_ok=True)
        target = file.with_name(f".{file.name}.new") if next(self.numbers) % 2 else file
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        target.replace(file)

    def change(self, file: Path, **fields: Any) -> None:
        self.write(file, {**self.read(file), **fields})

    def register(self, kind: str) -> Record:
        file = self.content / REGISTERS[kind]
        return self.read(file) if file.exists() else {}

    def write_register(self, kind: str, entries: Mapping[str, Any]) -> None:
        self.save(self.content / REGISTERS[kind], json.dumps(entries, ensure_ascii=False, indent=1))

    def ids(self, kind: str) -> list[str]:
        return list(self.of_kind(kind) if kind in FOLDERS else self.register(kind))

    def new(self, word: str) -> str:
        """Never said before, and fit to be an id."""
        return f"{word}-{next(self.numbers)}"

    def state(self) -> State:
        files = [file for top in ("content", "themes") for file in (self.root / top).rglob("*") if file.is_file()]
        return {str(file.relative_to(self.root)): (file.read_bytes(), file.stat().st_mtime_ns) for file in files}

    def restore(self, state: State) -> None:
        """As it was then, old times and all, as a backup or an archive restores it; what has not changed stays."""
        now = self.state()
        for name in now.keys() - state.keys():
            (self.root / name).unlink()
        for name, (content, time) in state.items():
            if name not in now or now[name][0] != content:
                self.save(self.root / name, content)
                os.utime(self.root / name, ns=(time, time))


def write_project(root: Path) -> Project:
    """Nine events on three years, told in three threads, with all that events can have."""
    project = Project(root)
    project.write(project.content / "site.yaml", SETTINGS)
    for kind, entries in REGISTERED.items():
        project.write_register(kind, entries)
    for name in ("gazette", "courier", "herald"):
        head = {"title": f"What the {name} said", "publisher": name.title(), "published": "2025-03-12"}
        project.write(project.content / f"articles/{name}.md", {**head, "body": f"A note on the {name}.\n"})
    project.write(project.content / "pages/about.md", {"title": "About", "body": "See [it](event:storm).\n"})
    for name in ("map.png", "plan.png"):
        project.save(project.content / "media" / name, picture(project))
    chance = Random(1)
    for name in ("storm", "march", "ruling", "appeal", "siege", "treaty", "works", "census", "secret"):
        project.write(project.content / f"events/{name}.yaml", event(project, chance))
    project.change(project.content / "events/secret.yaml", draft=True)
    project.change(project.content / "events/storm.yaml", **STORM)
    return project


def event(project: Project, chance: Random) -> Record:
    return {
        "title": text(project, chance).capitalize(),
        "date": chance.choice(DATES),
        "thread": chance.choice(project.ids("thread")),
        "summary": text(project, chance).capitalize(),
        "excerpts": [excerpt(project, chance)],
        **{name: some(chance, project.ids(kind)) for name, kind in LISTED.items()},
    }


def excerpt(project: Project, chance: Random) -> Record:
    said = {"article": any_article(project, chance).stem, "quote": text(project, chance)}
    return {**said, "speaker": chance.choice(["A passer-by", *project.ids("actor")])} if chance.random() < 0.6 else said


def text(project: Project, chance: Random) -> str:
    """Words that were never said before."""
    return f"{chance.choice(WORDS)} {chance.choice(WORDS)} {next(project.numbers)}"


def picture(project: Project) -> bytes:
    """Wide enough to have a narrower copy."""
    number = next(project.numbers)
    with io.BytesIO() as file:
        Image.new("RGB", (500, 8), (number * 37 % 256, number % 256, 90)).save(file, "PNG")
        return file.getvalue()


def some(chance: Random, names: Sequence[str]) -> list[str]:
    return sorted(chance.sample(names, min(len(names), chance.randint(0, 2))))


# Edits of an event.

Edit = Callable[[Project, Random], None]


def any_event(project: Project, chance: Random) -> Path:
    return chance.choice(list(project.of_kind("event").values()))


# A value for a field of an event.
FIELDS: Mapping[str, Callable[[Project, Random], Any]] = {
    "title": lambda project, chance: text(project, chance),
    "date": lambda project, chance: chance.choice(DATES),
    "summary": lambda project, chance: f"{text(project, chance)} of [it]({link(project, chance)}).",
    "body": lambda project, chance: f"{text(project, chance)}, see [it]({link(project, chance)}).\n\nIt ended.",
    "thread": lambda project, chance: chance.choice(project.ids("thread")),
    "weight": lambda project, chance: chance.choice(("major", "normal", "minor")),
    "seq": lambda project, chance: chance.randint(-3, 3),
    "time_zone": lambda project, chance: chance.choice(("", "Asia/Kathmandu", "America/St_Johns")),
    "draft": lambda project, chance: chance.choice((True, False)),
    "allow": lambda project, chance: chance.choice((None, {"no-excerpt": "Known.", "silent-change": "A letter."})),
    "tags": lambda project, chance: [*some(chance, project.ids("tag")), *some(chance, ("Fire", "Water"))],
    "actors": lambda project, chance: some(chance, project.ids("actor")),
    "places": lambda project, chance: some(chance, project.ids("place")),
    "aliases": lambda project, chance: chance.choice(([], [project.new("alias")])),
    "date_basis": lambda project, chance: {"words": "in those days", "article": any_article(project, chance).stem},
    "media": lambda project, chance: [
        {"src": src, "alt": text(project, chance)} for src in some(chance, images(project))
    ],
}


def change_of(name: str) -> Edit:
    """An edit of one field of an event and of nothing else, so that nothing else can tell that it changed."""

    def change(project: Project, chance: Random) -> None:
        project.change(any_event(project, chance), **{name: FIELDS[name](project, chance)})

    change.__name__ = f"change_the_{name}"
    return change


def change_the_excerpts(project: Project, chance: Random) -> None:
    file = any_event(project, chance)
    excerpts = project.read(file).get("excerpts", [])
    kind = chance.choice(("add", "remove", "quote", "article", "speaker", "stance", "locator", "note", "original"))
    if kind == "add" or not excerpts:
        excerpts.append(excerpt(project, chance))
    elif kind == "remove":
        excerpts.pop()
    elif kind == "stance":
        excerpts[0]["stance"] = chance.choice(("supports", "contradicts", "context"))
    elif kind in ("article", "speaker"):
        excerpts[0] |= {**excerpt(project, chance), "quote": excerpts[0]["quote"]}
    else:
        excerpts[0][kind] = text(project, chance)
    project.change(file, excerpts=excerpts)


def quote_what_another_quotes(project: Project, chance: Random) -> None:
    """Its page then says that the other rests on the same passage."""
    said = project.read(any_event(project, chance)).get("excerpts", [])
    project.change(any_event(project, chance), excerpts=said)


def change_the_status(project: Project, chance: Random) -> None:
    accounts = [{"by": by, "says": text(project, chance)} for by in (chance.choice(project.ids("actor")), "The town")]
    corrections = [{"date": f"2026-11-{chance.randint(1, 22):02}", "note": text(project, chance)}]
    status = chance.choice(STATUSES)
    project.change(any_event(project, chance), status=status, accounts=accounts, corrections=corrections)


def correct_an_event(project: Project, chance: Random) -> None:
    file = any_event(project, chance)
    before = project.read(file).get("corrections", [])
    note = {"date": f"2026-11-{chance.randint(1, 22):02}", "note": text(project, chance), "kind": "update"}
    project.change(file, title=text(project, chance), corrections=[*before, note])


def relate_two_events(project: Project, chance: Random) -> None:
    """To one event or to none, so that relations go as well as come."""
    file = any_event(project, chance)
    kind = chance.choice(("see-also", "follows", "contradicts", "part-of"))
    others = some(chance, [name for name in project.of_kind("event") if name != file.stem])
    project.change(file, relations=[{"type": kind, "event": other} for other in others])


def swap_two_dates(project: Project, chance: Random) -> None:
    one, other = chance.sample(list(project.of_kind("event").values()), 2)
    first, second = project.read(one)["date"], project.read(other)["date"]
    project.change(one, date=second)
    project.change(other, date=first)


def swap_two_files(project: Project, chance: Random) -> None:
    """Each file keeps its bytes, its size and its time, and lies at the other's place."""
    one, other = chance.sample(list(project.of_kind("event").values()), 2)
    aside = one.with_name(".aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def move_an_event(project: Project, chance: Random) -> None:
    file = any_event(project, chance)
    folder = project.content / "events" / chance.choice(("", "early", "late", "late/spring"))
    folder.mkdir(parents=True, exist_ok=True)
    file.rename(folder / file.name)


def add_an_event(project: Project, chance: Random) -> None:
    project.write(project.content / f"events/{project.new(chance.choice(WORDS))}.yaml", event(project, chance))


def copy_an_event(project: Project, chance: Random) -> None:
    """The new file has the old one's bytes, size and time."""
    file = any_event(project, chance)
    record = project.read(file)
    if not record.get("aliases"):
        shutil.copy2(file, file.with_name(f"{project.new('copy')}.yaml"))


def link(project: Project, chance: Random) -> str:
    kind = chance.choice(("event", "article", "actor", "place", "thread", "tag", "page"))
    names = project.ids(kind)
    return f"{kind}:{chance.choice(names)}" if names else "https://example.org/"


# Edits of what events name.


def any_article(project: Project, chance: Random) -> Path:
    return chance.choice(list(project.of_kind("article").values()))


def change_an_article(project: Project, chance: Random) -> None:
    fields = {
        "title": text(project, chance),
        "publisher": text(project, chance),
        "published": chance.choice(("2025-03-12", "2025-04-01", "[2025-03-16..]")),
        "authors": [text(project, chance)],
        "url": f"https://news.example.com/{project.new('page')}",
        "archive_url": f"https://archive.example.com/{project.new('page')}",
        "kind": chance.choice(("report", "wire", "opinion")),
        "language": chance.choice(("", "pt", "ar")),
        "licence": text(project, chance),
        "captured": "2025-05-05",
        "aliases": [project.new("alias")],
        "body": f"{text(project, chance)} [there]({link(project, chance)})[^1].\n\n[^1]: {text(project, chance)}\n",
    }
    name = chance.choice(list(fields))
    project.change(any_article(project, chance), **{name: fields[name]})


def add_an_article(project: Project, chance: Random) -> None:
    head = {"title": text(project, chance), "publisher": "A new paper", "published": "2025-03-13"}
    project.write(project.content / f"articles/new/{project.new('paper')}.md", head)


def change_a_page(project: Project, chance: Random) -> None:
    """A free page, a new one or one that was there."""
    name = chance.choice([*project.of_kind("page"), project.new("page")])
    body = f"{text(project, chance)}, see [it]({link(project, chance)}).\n"
    project.write(project.content / f"pages/{name}.md", {"title": text(project, chance), "body": body})


def change_a_register(project: Project, chance: Random) -> None:
    """One field of one entry."""
    kind = chance.choice(list(REGISTERS))
    entries = project.register(kind)
    fields: Record = {"name": text(project, chance), "aliases": [project.new("alias")]}
    if kind == "actor":
        fields |= {"role": text(project, chance), "kind": chance.choice(("person", "state"))}
    if kind in ("actor", "place"):
        fields["same_as"] = f"https://example.org/{project.new('thing')}"
    if kind == "place":
        fields |= {"country": text(project, chance)}
    else:
        fields["description"] = f"{text(project, chance)} with [it]({link(project, chance)})."
    name = chance.choice(list(fields))
    entries[chance.choice(list(entries))][name] = fields[name]
    project.write_register(kind, entries)


def add_to_a_register(project: Project, chance: Random) -> None:
    kind = chance.choice(list(REGISTERS))
    where = {"lat": chance.randint(-60, 60), "lon": chance.randint(-180, 180)} if kind == "place" else {}
    added = {project.new(kind): {"name": text(project, chance), **where}}
    project.write_register(kind, project.register(kind) | added)


def move_a_place(project: Project, chance: Random) -> None:
    places = project.register("place")
    place = places[chance.choice(list(places))]
    if "lat" in place and chance.choice((True, False)):
        del place["lat"], place["lon"]
    else:
        place |= {"lat": chance.randint(-60, 60), "lon": chance.randint(-180, 180)}
    project.write_register("place", places)


def list_a_tag_that_was_only_used(project: Project, chance: Random) -> None:
    name = chance.choice(("Fire", "Water"))
    entry = {"name": name, "description": text(project, chance)}
    project.write_register("tag", project.register("tag") | {name.lower(): entry})


def reorder_a_register(project: Project, chance: Random) -> None:
    kind = chance.choice(list(REGISTERS))
    entries = project.register(kind)
    project.write_register(kind, dict(chance.sample(sorted(entries.items()), len(entries))))


def rename(project: Project, chance: Random) -> None:
    """With `timeline rename`, so that every reference follows and the old address leads on."""
    kind = chance.choice(
        [kind for kind in ("event", "article", "actor", "place", "thread", "tag") if project.ids(kind)]
    )
    old = chance.choice(project.ids(kind))
    command = ["rename", "--content", str(project.content), f"{kind}:{old}", project.new("renamed")]
    CliRunner().invoke(main, command)


def remove(project: Project, chance: Random) -> None:
    """An entry and all that names it; then it was never published, or another takes its address."""
    kind = chance.choice(["event", *FOLDERS, *REGISTERS])
    names = project.ids(kind)
    if len(names) < 3 + 3 * (kind == "event"):
        return
    name = chance.choice(names)
    if kind in REGISTERS:
        entries = project.register(kind)
        project.write_register(kind, {other: entry for other, entry in entries.items() if other != name})
    else:
        project.of_kind(kind)[name].unlink()
    forget(project, kind, name)
    heir = project.of_kind(kind) if kind in FOLDERS else {}
    if heir and chance.random() < 0.5:
        file = chance.choice(list(heir.values()))
        project.change(file, aliases=[*project.read(file).get("aliases", []), name])
    elif project.lock.exists():
        folder = "" if kind == "page" else f"{kind}s/"
        kept = [line for line in project.lock.read_text().splitlines(True) if not line.startswith(f"{folder}{name} ")]
        project.save(project.lock, "".join(kept))


def forget(project: Project, kind: str, name: str) -> None:
    """Take a name out of all that other files say; only what named it is written anew."""
    files = [file for kinds in FOLDERS for file in project.of_kind(kinds).values()]
    for file in [*files, *(project.content / register for register in REGISTERS.values())]:
        if file.exists():
            before = project.read(file)
            after = pruned(before, kind, name)
            if kind == "thread" and after.get("thread") == name:
                after["thread"] = project.ids("thread")[0]
            if after != before:
                project.write(file, after, 1)


def pruned(value: Any, kind: str, name: str) -> Any:
    """The same without what names the entry; of links to it only the words are left."""
    if isinstance(value, dict):
        return {
            key: pruned(one, kind, name)
            for key, one in value.items()
            if not (isinstance(one, dict) and one.get(kind) == name)
        }
    if isinstance(value, list):
        gone = [one for one in value if one == name or (isinstance(one, dict) and one.get(kind) == name)]
        return [pruned(one, kind, name) for one in value if one not in gone]
    return re.sub(rf"\[(\w+)\]\({kind}:{name}\)", r"\1", value) if isinstance(value, str) else value


# Edits of the site as a whole.


def change_the_settings(project: Project, chance: Random) -> None:
    file = project.content / "site.yaml"
    fields = {
        "title": text(project, chance),
        "description": text(project, chance),
        "base_url": f"https://example.org/{project.new('site')}/",
        "language": chance.choice(("en", "fr", "ar")),
        "time_zone": chance.choice(("UTC", "Asia/Kathmandu", "America/St_Johns")),
        "licence": text(project, chance),
        "author": text(project, chance),
        "repository": f"https://github.com/example/{project.new('record')}",
        "page_size": chance.randint(1, 6),
        "max_quote_words": chance.choice((60, 80)),
        "outputs": {"cards": chance.random() < 0.1, **{name: chance.choice((True, False)) for name in SWITCHES}},
    }
    name = chance.choice(list(fields))
    if name in project.read(file) and name not in SETTINGS and chance.choice((True, False)):
        project.change(file, **{name: None})
    else:
        project.change(file, **{name: fields[name]})


def change_a_template(project: Project, chance: Random) -> None:
    """One of the site's own in place of the theme's, another of it, or none again."""
    name = chance.choice(list(OWN_TEMPLATES))
    file = project.theme / "templates" / name
    if file.exists() and chance.choice((True, False)):
        file.unlink()
    else:
        project.save(file, OWN_TEMPLATES[name].format(text(project, chance)))


def change_an_asset(project: Project, chance: Random) -> None:
    file = project.theme / "static" / chance.choice(("style.css", "own.txt"))
    if file.exists() and chance.choice((True, False)):
        file.unlink()
    else:
        project.save(file, f"/* {text(project, chance)} */\n")


def change_the_words(project: Project, chance: Random) -> None:
    """One word of the interface, in the words of the site's own theme."""
    file = project.theme / "strings" / "en.yaml"
    if file.exists():
        file.unlink()
    else:
        project.save(file, json.dumps({"corrections": text(project, chance)}))


def images(project: Project) -> list[str]:
    return sorted(file.name for file in (project.content / "media").glob("*.png"))


def change_an_image(project: Project, chance: Random) -> None:
    """Another picture under the same name, or a new one; both are of one size in bytes as often as not."""
    name = chance.choice([*images(project), f"{project.new('image')}.png"])
    project.save(project.content / "media" / name, picture(project))


def change_the_lock(project: Project, chance: Random) -> None:
    """What was published when; or nothing is known of it."""
    if not project.lock.exists():
        return
    lines = project.lock.read_text().splitlines(True)
    if chance.choice((True, False)) and lines:
        changed = chance.randrange(len(lines))
        lines[changed] = re.sub(r"\d{4}-\d\d-\d\d ", f"2024-05-{chance.randint(10, 28)} ", lines[changed], count=1)
        project.save(project.lock, "".join(lines))
    else:
        project.lock.unlink()


def amend_the_lock(project: Project, chance: Random) -> None:
    """What an event claims now counts as what was published."""
    name = any_event(project, chance).stem
    CliRunner().invoke(main, ["lock", "--content", str(project.content), "--amend", name, "--clock", "2026-11-22"])


def verify(project: Project, chance: Random) -> None:
    """quotes.lock as `timeline verify` writes it for captures that hold some of the quotations; or none any more."""
    captures = project.root / "captures"
    quotes = project.content / "quotes.lock"
    if quotes.exists() and chance.choice((True, False)):
        quotes.unlink()
        return
    captures.mkdir(exist_ok=True)
    said: dict[str, list[str]] = {name: [] for name in project.of_kind("article")}
    for file in project.of_kind("event").values():
        for one in project.read(file).get("excerpts", []):
            said.setdefault(one["article"], []).append(one.get("original") or one["quote"])
    for name, quotations in said.items():
        held = chance.sample(quotations, len(quotations) - chance.randint(0, len(quotations) > 1))
        (captures / f"{name}.txt").write_text("\n\n".join(["It said.", *held, f"Ends {next(project.numbers)}."]))
    CliRunner().invoke(main, ["verify", "--content", str(project.content), "--captures", str(captures), "--quiet"])


def commit(project: Project, chance: Random) -> None:
    """What was published is from then on what git has of it, though no file changes; or git is given up."""
    repository = project.root / ".git"
    if repository.exists() and chance.choice((True, False)):
        shutil.rmtree(repository)
        return
    if not repository.exists():
        git(project, "init", "--quiet", "--template=", "--initial-branch=main")
    git(project, "add", "--all", "content")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "An edit")


def git(project: Project, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], cwd=project.root, check=True)


# Edits that look like others.


def any_file(project: Project, chance: Random) -> Path:
    return project.root / chance.choice(sorted(project.state()))


def touch(project: Project, chance: Random) -> None:
    """A file is newer, or older, and says the same."""
    file, time = any_file(project, chance), chance.choice((1_000_000_000, 2_000_000_000))
    os.utime(file, (time, time))


def touch_all(project: Project, chance: Random) -> None:
    """As a fresh clone leaves them."""
    for name in project.state():
        (project.root / name).touch()


def write_the_same(project: Project, chance: Random) -> None:
    file = any_file(project, chance)
    project.save(file, file.read_bytes())


def wrap_otherwise(project: Project, chance: Random) -> None:
    """The same record on other lines, where its problems now stand."""
    file = chance.choice([any_event(project, chance), any_article(project, chance)])
    project.write(file, project.read(file), chance.choice((None, 1, 4)))


def change_within_the_second(project: Project, chance: Random) -> None:
    """Another letter in a file that keeps its size and its time of modification."""
    file = chance.choice([any_event(project, chance), any_article(project, chance), *project.of_kind("page").values()])
    before, about = file.read_text("utf-8"), file.stat()
    letters = list(re.finditer(r'(?<=": ")[A-Za-z](?=[a-z]+ )', before))
    if letters:
        letter = chance.choice(letters)
        other = chance.choice(sorted({*"abcdefgh"} - {letter[0]}))
        project.save(file, before[: letter.start()] + other + before[letter.end() :])
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


def put_aside_and_back(project: Project, chance: Random) -> None:
    """A file is another one of the same bytes and time."""
    file = any_file(project, chance)
    aside = file.with_name(".aside")
    shutil.copy2(file, aside)
    aside.replace(file)


def stray(project: Project, chance: Random) -> None:
    """A file that nothing reads, which is told of."""
    file = project.content / chance.choice(("notes.yaml", "events/notes.txt", "media/notes.txt"))
    if file.exists():
        file.unlink()
    else:
        project.save(file, "A note.\n")


def break_something(project: Project, chance: Random) -> None:
    name = chance.choice(list(BROKEN))
    project.save(project.content / name, BROKEN[name])


def cut_an_image_short(project: Project, chance: Random) -> None:
    """Only who decodes it finds that."""
    file = project.content / "media" / chance.choice(images(project))
    project.save(file, file.read_bytes()[:-20])


EDITS: tuple[Edit, ...] = (
    *(change_of(name) for name in FIELDS),
    *(change_the_excerpts, change_the_excerpts, change_the_status, correct_an_event, quote_what_another_quotes),
    *(relate_two_events, swap_two_dates, swap_two_files, move_an_event, add_an_event, copy_an_event),
    *(change_an_article, add_an_article, change_a_page, change_a_register, add_to_a_register, move_a_place),
    *(list_a_tag_that_was_only_used, reorder_a_register, rename, remove, remove, change_the_settings),
    *(change_a_template, change_an_asset, change_the_words, change_an_image, change_the_lock, amend_the_lock, verify),
    *(commit, touch, touch_all, write_the_same, wrap_otherwise, put_aside_and_back, stray),
    # What is hardest to see is tried most.
    *(change_within_the_second, change_within_the_second, change_within_the_second),
    *(break_something, cut_an_image_short),
)
