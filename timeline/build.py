"""A build: nothing where nothing has changed, else the whole way."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from timeline.options import Options, Report, project_of, timed
from timeline.publish.manifest import CannotPublish
from timeline.standing import as_it_stands, inputs_of, last_build

__all__ = ["Options", "Report", "build", "project_of"]


def build(options: Options) -> Report:
    """Bring the output folder up to date with the content.

    Raises NoContent, NoTheme, MissingPart, CannotSearch and CannotPublish; whatever else an author did wrong is in the
    report instead.
    """
    seconds: dict[str, float] = {}
    stage = partial(timed, seconds)
    refuse_source_folders(options)
    with stage("look"):
        inputs = inputs_of(options)
        last = last_build(options, inputs)
        standing = as_it_stands(options, inputs, last)
    doubts = [inputs.sources.doubt, last.doubt]
    if standing:
        return _told(standing, seconds, doubts)
    # Imported here, and what makes all pages only where it must: it would take longer than all else.
    from timeline.edited import edited
    from timeline.theme import ThemeError
    from timeline.workers import uncollected

    with uncollected():
        try:
            report = edited(options, inputs, last, stage)
            if report is None:
                from timeline.whole import whole

                report = whole(options, inputs, stage)
        except ThemeError as error:
            # What no check can find shows only when a page is filled.
            report = Report(error.problems)
    return _told(report, seconds, [*doubts, report.doubt])


def refuse_source_folders(options: Options) -> None:
    """An output folder that holds the content, or lies in it, would be read as content or overwrite it."""
    output, content = Path(os.path.realpath(options.output)), Path(os.path.realpath(options.content))
    home = Path(os.path.expanduser("~"))
    if content.is_relative_to(output) or output.is_relative_to(content) or output == home:
        message = f"{options.output} cannot be the output: it holds or lies in {options.content}, or is your home"
        raise CannotPublish(message)


def _told(report: Report, seconds: Mapping[str, float], doubts: Iterable[str]) -> Report:
    """The report with the seconds of each stage, and a line where the cache could not be used."""
    if report.update and (found := dict.fromkeys(filter(None, (*doubts, report.update.doubt)))):
        line = f"the cache is not used: {'; '.join(found)}"
        return replace(report, seconds=seconds, doubt=line)
    return replace(report, seconds=seconds)
