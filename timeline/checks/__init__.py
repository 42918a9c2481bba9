"""The gate: every check is a file of this room, and finds its problems in what authors wrote.

To add one, write `<name>.py` with a function that takes the content and yields problems, and put it into CHECKS. The
function's docstring is the manual of its codes (`manual.py` says in which form), from which docs/checks.md is made.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from timeline import locks
from timeline.checks.addresses import clashing_addresses
from timeline.checks.allow import allowances
from timeline.checks.alt_text import alt_is_file_name
from timeline.checks.article_addresses import home_page_url, repeated_url
from timeline.checks.article_before_event import article_before_event
from timeline.checks.date_words import date_words
from timeline.checks.evidence import evidence
from timeline.checks.far_date import far_date
from timeline.checks.manual import codes
from timeline.checks.markdown_links import markdown_links
from timeline.checks.media import media
from timeline.checks.notes import misplaced_notes, notes
from timeline.checks.placeholder import placeholder
from timeline.checks.published import lost_addresses, silent_changes
from timeline.checks.quotations import quotations
from timeline.checks.reading import unreadable
from timeline.checks.references import unknown_references
from timeline.checks.relations import relations
from timeline.checks.repeated_title import repeated_title
from timeline.checks.round_date import round_date
from timeline.checks.similar_actors import similar_actors
from timeline.checks.site_id import no_site_id
from timeline.checks.sources import no_excerpt, one_publisher
from timeline.checks.status import status_without_ground
from timeline.checks.theme import filling, own_theme
from timeline.checks.unfinished import unfinished
from timeline.checks.unnoted_paragraph import unnoted_paragraph
from timeline.content.load import Content, are_same
from timeline.links.mistakes import link_mistakes
from timeline.problems import Problem, in_order
from timeline.told import line, problem_of
from timeline.verify.comparison import compared, mistakes
from timeline.workers import shared_out

Check = Callable[[Content], Iterable[Problem]]

# What takes longest comes first, so that processes end together.
CHECKS: tuple[Check, ...] = (
    article_before_event,
    unreadable,
    unknown_references,
    markdown_links,
    notes,
    misplaced_notes,
    evidence,
    status_without_ground,
    relations,
    clashing_addresses,
    media,
    lost_addresses,
    silent_changes,
    quotations,
    date_words,
    round_date,
    far_date,
    no_excerpt,
    one_publisher,
    unnoted_paragraph,
    repeated_title,
    repeated_url,
    home_page_url,
    placeholder,
    similar_actors,
    alt_is_file_name,
    no_site_id,
    unfinished,
)
# Those that find what is wrong with single events, each by what it says itself, by articles, and by the settings: while
# these are the same, so is what they find.
OF_ONE_EVENT: tuple[Check, ...] = (
    article_before_event,
    notes,
    evidence,
    status_without_ground,
    date_words,
    round_date,
    no_excerpt,
    one_publisher,
    unnoted_paragraph,
    repeated_title,
    alt_is_file_name,
)
# Who finds problems, and is no check: what allow says is judged when all has been checked, the rest by other commands.
ELSEWHERE: tuple[Callable[..., Any], ...] = (
    allowances,
    own_theme,
    filling,
    locks.out_of_date,
    compared,
    mistakes,
    link_mistakes,
)
FOUND_BY_CHECKS = codes(CHECKS)
MANUAL = codes((*CHECKS, *ELSEWHERE))


def check(content: Content, jobs: int = 1) -> tuple[Problem, ...]:
    """All problems of the content and of the site's own theme, sorted."""
    return in_order((*check_content(content, jobs), *own_theme(content)))


def check_content(content: Content, jobs: int = 1) -> tuple[Problem, ...]:
    """All problems of the content, those of reading included, sorted, without the warnings that an entry allows."""

    def found_by(place: int) -> str:
        return json.dumps([line(problem) for problem in CHECKS[place](content)])

    results = shared_out(found_by, range(len(CHECKS)), jobs, len(content.events))
    found = {problem_of(told) for result in results for told in json.loads(result)}
    return in_order(allowances(content, found, MANUAL, FOUND_BY_CHECKS))


class Checker:
    """Checks content again and again, and remembers what was found in single events, and in the theme."""

    def __init__(self) -> None:
        self._before: Content | None = None
        self._known: dict[str, tuple[Problem, ...]] = {}
        self._theme: tuple[tuple[str, str], tuple[Problem, ...]] | None = None

    def check(self, content: Content, theme: str) -> tuple[Problem, ...]:
        """The same as check(), of content whose entries are the very same things where nothing changed.

        theme is a mark of the files of all themes.
        """
        asked = (theme, content.settings.theme)
        if self._theme is None or self._theme[0] != asked:
            self._theme = (asked, tuple(own_theme(content)))
        return in_order((*self._of_content(content), *self._theme[1]))

    def _of_content(self, content: Content) -> tuple[Problem, ...]:
        before = self._before
        is_around = before and before.settings == content.settings and are_same(before.articles, content.articles)
        known = self._known if is_around else {}
        self._before, self._known = content, {}
        found = {problem for one in CHECKS if one not in OF_ONE_EVENT for problem in one(content)}
        for name, event in content.events.items():
            if before and name in known and before.events[name] is event:
                self._known[name] = known[name]
            else:
                alone = replace(content, events={name: event})
                self._known[name] = tuple(problem for one in OF_ONE_EVENT for problem in one(alone))
            found.update(self._known[name])
        return tuple(allowances(content, found, MANUAL, FOUND_BY_CHECKS))
