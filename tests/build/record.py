"""A small record in a git repository: published, committed, and ready to be edited."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import write_content
from timeline.build import Options, Report, build

AUTHOR = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
TALKS = """\
title: Talks are held
date: 2025-03-11
thread: talks
summary: They [met](place:town).
actors: [envoy]
places: [town]
tags: [peace talks]
aliases: [meeting]
excerpts:
  - {article: report, quote: they met, speaker: envoy}
"""
MARCH = """\
title: A march
date: 2025-03-12
thread: talks
status: disputed
summary: They marched.
actors: [envoy]
accounts:
  - {by: envoy, says: Many marched.}
  - {by: The town, says: Few marched., date: 2025-03-13}
excerpts:
  - {article: report, quote: they marched}
relations:
  - {type: follows, event: talks}
"""
REPORT = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-14\n---\n"
FILES = {
    "site.yaml": 'title: Record\nid: "example.org,2025"\noutputs: {cards: false}\n',
    "threads.yaml": "talks: {name: Talks}\n",
    "actors.yaml": "envoy: {name: The envoy}\n",
    "places.yaml": "town: {name: The town}\n",
    "articles/report.md": REPORT,
    "pages/about.md": "---\ntitle: About\n---\n\nAbout.\n",
    "events/talks.yaml": TALKS,
    "events/march.yaml": MARCH,
}


@dataclass(frozen=True, slots=True)
class Record:
    """A record and the folder of its repository; built and committed, if it was made by published()."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            file = self.content / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.content / name).read_text("utf-8")
        assert old in text
        self.write({name: text.replace(old, new)})

    def build(self, today: str = "2025-04-01", **options: object) -> Report:
        return build(Options(self.content, self.root / "site", today, **options))  # type: ignore[arg-type]

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *AUTHOR, *arguments], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "An edit")


def published(root: Path, files: Mapping[str, str] = FILES) -> Record:
    """A record that was built on 1 April 2025 and committed, on the branch main."""
    record = Record(root)
    write_content(record.content, files)
    (root / ".gitignore").write_text("/site/\n")
    (root / ".gitattributes").write_text("/content/*.lock merge=union\n")
    report = record.build()
    assert report.update, report.problems
    record.git("init", "--quiet", "--initial-branch=main")
    record.commit()
    return record
