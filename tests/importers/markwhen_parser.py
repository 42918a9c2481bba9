"""markwhen's own parser, asked what it finds in texts: of today (headings), and the last one that knew groups."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Literal

from tests.build.needed import markwhen_parser

PROGRAM = Path(__file__).with_name("markwhen_parser.mjs")


def parsed(texts: list[str], of: Literal["today", "groups"] = "today") -> list[dict[str, Any]]:
    """title, description and events of each text; an event has path (names of sections), title, from, to, tags, id.

    from and to are seconds since 1970, to is the first moment after the event. Times without a zone are UTC.
    """
    node, module = markwhen_parser(of)
    run = subprocess.run(
        [node, str(PROGRAM), module],
        input=json.dumps(texts).encode(),
        capture_output=True,
        env={**os.environ, "TZ": "UTC"},
        timeout=120,
        check=True,
    )
    return list(json.loads(run.stdout))
