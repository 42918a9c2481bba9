"""Content as one timeline, as the search is given it, and content whose search is large."""

import random
from pathlib import Path

from tests.build.heavy import WORDS
from tests.conftest import EVENT, write_content
from timeline.compile import Timeline, compile_timeline
from timeline.content.drafts import without_drafts
from timeline.content.load import load

# Their texts are 400,000 bytes together.
EVENTS, TEXT = 40, 10_000


def compiled(content: Path) -> Timeline:
    """The timeline of a content folder, without its drafts."""
    return compile_timeline(without_drafts(load(content)), {})


def large(folder: Path) -> Path:
    """A content folder of few events with so much text that the search needs Pagefind."""
    chance = random.Random(1)
    bodies = ["\n  ".join(chance.choices(WORDS, k=TEXT // 10)) for _ in range(EVENTS)]
    events = {f"events/e{number}.yaml": f"{EVENT}body: |\n  {body}\n" for number, body in enumerate(bodies)}
    return write_content(folder, {name: text.replace("An", f"The {name[8:-5]}.") for name, text in events.items()})
