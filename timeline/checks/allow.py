"""What an entry's `allow` says: which warnings are meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from timeline.checks.manual import Code
from timeline.content.allowed import allowed
from timeline.content.load import Content, Entry, Kind
from timeline.problems import Problem, did_you_mean, has_errors, quoted

KINDS: tuple[Kind, ...] = ("event", "article", "actor")
# Given until the change is published, and so not at every check that its `allow` lives to see.
PASSING = frozenset({"silent-change"})


def allowances(
    content: Content, found: Collection[Problem], manual: Mapping[str, Code], judged: Mapping[str, Code]
) -> Iterator[Problem]:
    """Of the problems those that no entry allows, and the problems of what entries allow.

    manual knows all codes; judged are those that checks give, and that are therefore missed where they are not given.

    `unknown-code`: `allow` names a code that there is not, or an error; only warnings can be meant. Mend the code, or
    mend what the error is about.

    `needless-allow` (warning): `allow` names a warning that this entry does not give. What it once excused has been
    mended, and the next mistake of that kind would pass unseen. Remove it.
    """
    allowing = {
        (str(kind), entry.id): entry
        for kind in KINDS
        for entry in content.of_kind(kind).values()
        if entry.written.get("allow")
    }
    if not allowing:
        yield from found
        return
    yield from _not_allowed(allowing, found)
    # Under python -OO nothing is explained, and so no code is unknown.
    if manual:
        yield from _unknown(content, allowing.values(), manual)
        # Where something cannot be read, a check may have had nothing to judge by.
        if not has_errors(found):
            yield from _needless(content, allowing, found, {*_warnings(judged)} - PASSING)


def _not_allowed(allowing: Mapping[tuple[str, str], Entry[Any]], found: Iterable[Problem]) -> Iterator[Problem]:
    for problem in found:
        entry = allowing.get(problem.entry)
        if problem.severity == "error" or not entry or problem.code not in allowed(entry):
            yield problem


def _unknown(content: Content, entries: Iterable[Entry[Any]], manual: Mapping[str, Code]) -> Iterator[Problem]:
    warnings = _warnings(manual)
    for entry in entries:
        for code in allowed(entry):
            if code not in manual:
                message = f"there is no warning {quoted(code)}{did_you_mean(code, warnings)}"
                yield content.problem(entry, "unknown-code", message, "allow", code, at_key=True)
            elif code not in warnings:
                message = f"{quoted(code)} is an error, and only warnings can be allowed"
                yield content.problem(entry, "unknown-code", message, "allow", code, at_key=True)


def _warnings(manual: Mapping[str, Code]) -> list[str]:
    return [code for code, about in manual.items() if about.severity == "warning"]


def _needless(
    content: Content, allowing: Mapping[tuple[str, str], Entry[Any]], found: Iterable[Problem], judged: Collection[str]
) -> Iterator[Problem]:
    given = {(*problem.entry, problem.code) for problem in found}
    for (kind, name), entry in allowing.items():
        for code in allowed(entry):
            if code in judged and (kind, name, code) not in given:
                message = f"this {kind} gives no warning {quoted(code)}; remove it here"
                yield content.problem(entry, "needless-allow", message, "allow", code, at_key=True, severity="warning")
