"""A preview: the site is built aside, built again at each save, and shown to browsers, which are told of it."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.options import Options
from timeline.serve.outcome import Builds, Outcome
from timeline.serve.saves import Saves
from timeline.serve.showing import Showing

__all__ = ["Outcome", "previews"]


def previews(options: Options, showing: Showing, saves: Saves) -> Iterator[Outcome]:
    """What came of the first build, and of one after each batch of saves, once browsers have been told of it.

    published.lock is left as it is. There is one build at a time, and after the last save there always is one.
    """
    # 404.html alone names addresses from the root, and here that is the root of this machine's address.
    options = replace(options, output=showing.folder, base_url="", preview=True)
    builds, changed = Builds(), tuple[str, ...]()
    while True:
        with showing.changing():
            outcome = builds.built(options, changed)
        showing.show(outcome)
        yield outcome
        changed = saves.drawn()
