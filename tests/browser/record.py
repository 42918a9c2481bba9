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

ALL = set(EVENTS)
# What an address asks for, and the events that are shown.
ASKED = {
    "": ALL,
    "thread=sea": {"landing", "storm", "far"},
    "thread=sea&thread=war": {"landing", "storm", "far", "decade", "siege", "onward"},
    "status=claimed": {"landing", "range"},
    "status=claimed&status=confirmed": {"landing", "range", "ruling", "plea"},
    "actor=ana": {"siege", "storm"},
    "place=court": {"storm", "ruling"},
    "tag=old": {"landing", "storm"},
    # Every word has to be there, wherever in the card; neither case nor accents count.
    "q=STORM": {"storm", "plea"},
    "q=it+told++Storm": {"storm"},
    "q=SA+ana": {"siege", "storm"},
    "q=gaius": {"landing"},
    "q=СА+ана": {"onward"},
    "q=+": ALL,
    # A date fits where one of its possible days does, however far it lies.
    "from=2025-03-09&to=2025-03-10": {"range", "by-then"},
    "from=2025-03-12&to=2025-03-12": {"onward", "by-then"},
    "from=2025-03-14": {"plea", "onward", "far"},
    "to=2014-03-31": {"landing", "decade", "by-then"},
    "from=2015-06-01&to=2015-06-30": {"decade", "siege", "by-then"},
    "to=0001-01-01": {"landing", "by-then"},
    "from=9999-12-31": {"far", "onward"},
    "from=2025-03-18&to=2025-03-03": {"range", "by-then", "plea", "ruling", "onward", "storm"},
    "thread=sea&actor=ana": {"storm"},
    "thread=law&status=confirmed&q=plea&from=2025-03-01": {"plea"},
    "thread=sea&tag=stone&place=court&status=claimed": set(),
    # Keys that are not among the page's own are passed over.
    "utm_source=letter&colour=red": ALL,
    "view=titles": ALL,
}
# The same for what there is not: a page passes over that, too.
PASSED_OVER = {
    "thread=nobody&actor=nobody&from=yesterday&view=squares": ALL,
    "thread=nobody&thread=sea": {"landing", "storm", "far"},
}


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
