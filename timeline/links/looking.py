"""What is known of links, and asking for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.content.load import Content
from timeline.links import memory
from timeline.links.addresses import Uses
from timeline.links.answer import Answer
from timeline.links.asking import Manner
from timeline.links.memory import Known
from timeline.links.mistakes import link_mistakes
from timeline.links.rounds import ask_all, without_network
from timeline.problems import Problem, in_order


class NoNetwork(Exception):
    """Nothing was found out, for no host was."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answers of addresses, how many of them were asked just now, and the problems that they are.

    is_whole is False where asking was interrupted; note says why the answers could not be kept, if that is so.
    """

    answers: Mapping[str, Answer]
    asked: int
    problems: tuple[Problem, ...]
    is_whole: bool = True
    note: str = ""


def look(
    content: Content,
    uses: Uses,
    kept: Path,
    today: str,
    manner: Manner,
    fresh: bool = False,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Found:
    """The answers of all addresses; those that the file does not know on this day, or all afresh, over the network.

    Raises NoNetwork.
    """
    known = memory.known(kept, today)
    due = [url for url in uses if fresh or url not in known]
    found: dict[str, Answer] = {}
    is_whole = True
    try:
        ask_all(due, manner, found, told)
    except KeyboardInterrupt:
        is_whole = False
    found = dict(found)
    if without_network(found.values(), [url for url, one in known.items() if one.answer.verdict == "fine"]):
        raise NoNetwork("no host could be found; is there a network?")
    known |= {url: Known(today, answer) for url, answer in found.items()}
    answers = {url: known[url].answer for url in uses if url in known}
    note = _keep(kept, known) if found else ""
    return Found(answers, len(found), in_order({*link_mistakes(content, uses, answers)}), is_whole, note)


def _keep(kept: Path, known: Mapping[str, Known]) -> str:
    try:
        memory.keep(kept, known)
    except OSError as error:
        return f"the answers could not be kept: {error}"
    return ""
