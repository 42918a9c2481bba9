"""A record whose events differ in all that a reader can filter by."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import write_content
from timeline.build import Options

BOTH = ["stone", "old"]
# By id: date, thread, status, and what else is not as in the others, in list order.
EVENTS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "landing": ("-0043-03-15", "sea", "claimed", {"actors": ["caesar"], "tags": ["old"]}),
    "decade": ("201X", "war", "reported", {}),
    "siege": ("2014-04/2024", "war", "reported", {"actors": ["council", "ana"], "places": ["quay"]}),
    "range": ("[2025-03-03..2025-03-09]", "law", "claimed", {"tags": ["stone"]}),
    "storm": ("2025-03-11", "sea", "reported", {"actors": ["ana"], "places": ["quay", "court"], "tags": BOTH}),
    "onward": ("[2025-03-12..]", "war", "reported", {"title": "Ана Са speaks"}),
    "ruling": ("2025-03-13", "law", "confirmed", {"actors": ["council"], "places": ["court"]}),
    "plea": ("2025-03-18", "law", "confirmed", {"summary": "A plea, after the storm."}),
    "far": ("Y170000002", "sea", "reported", {}),
    "by-then": ("[..2025-03-12]", "law", "reported", {}),
}
NAMES = {"caesar": "Gaius Caesar", "council": "Harbour Council", "ana": "Ana Sá"}


def record_in(folder: Path, **settings: str) -> Options:
    """Options that build the record; its content is written into the folder."""
    entries = {
        "site.yaml": {"title": "The record", **settings},
        "threads.yaml": {name: {"name": f"Thread of {name}"} for name in ("war", "sea", "law", "idle")},
        "actors.yaml": {name: {"name": title} for name, title in NAMES.items()},
        "places.yaml": {name: {"name": f"The {name}"} for name in ("quay", "court")},
        **{f"events/{name}.yaml": _event(name, *event) for name, event in EVENTS.items()},
    }
    # JSON is YAML.
    root = write_content(folder / "content", {name: json.dumps(entry) for name, entry in entries.items()})
    return Options(content=root, output=folder / "site", today="2025-04-01")


def _event(name: str, date: str, thread: str, status: str, more: dict[str, Any]) -> dict[str, Any]:
    said = {"title": f"Event {name}", "summary": f"Of {name} it is told."}
    return {**said, "date": date, "thread": thread, "status": status, **more}
