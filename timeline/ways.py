"""What all ways of a build begin with: what is known of the files, the theme, and what pages are planned from."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from timeline.compile import Timeline
from timeline.content.drafts import without_drafts
from timeline.content.load import Content
from timeline.content.memo import Held, Memo, memo
from timeline.fingerprint import Source
from timeline.model import Settings
from timeline.options import Options, project_of
from timeline.pages.site import site_view
from timeline.pages.subject import Subject
from timeline.parts import without, without_missing
from timeline.standing import Inputs, kept
from timeline.theme import Theme, theme_folders

# A stage of the build by its name.
Timed = Callable[[str], AbstractContextManager[None]]


def memo_of(options: Options, inputs: Inputs, held: Held | None = None) -> AbstractContextManager[Memo]:
    """What is known of the files of the content; held is what a process holds of them that builds again."""
    digests, told = inputs.sources.digests, partial(options.told, "reading")
    return memo(kept(options, "memo"), str(options.content), digests, inputs.program, options.jobs, told, held)


def shown_of(content: Content, options: Options) -> tuple[Content, str]:
    """What of the content the site shows, and a sentence where something is missing for that. Raises MissingPart."""
    shown = content if options.drafts else without_drafts(content)
    # Nobody shares what is not published, and a thousand cards take a minute.
    return (without(shown, "cards"), "") if options.preview else without_missing(shown, "cards")


def subject_of(
    timeline: Timeline, theme: Theme, options: Options, index: tuple[tuple[str, Source], ...] = ()
) -> Subject:
    """What pages are planned from; index has the files of a large site's search."""
    site = site_view(timeline, _base_url(options, timeline.settings), options.portable)
    asset_names = tuple((name, asset.path) for name, asset in sorted(theme.assets.items()))
    return Subject(timeline, site, asset_names, options.today, theme.drawing_mark, index)


def theme_of(content: Content, options: Options) -> Theme:
    """The theme that the settings name. Raises ThemeError."""
    return Theme(theme_folders_of(content, options), content.settings.language, lasting_names=options.preview)


def theme_folders_of(content: Content, options: Options) -> tuple[Path, ...]:
    """The folders of that theme. Raises NoTheme, which no check is to come before."""
    return theme_folders(content.settings.theme, project_of(options.content))


def _base_url(options: Options, settings: Settings) -> str:
    """The site's address with a slash at its end, or nothing."""
    base_url = settings.base_url if options.base_url is None else options.base_url
    return base_url.rstrip("/") + "/" if base_url else ""
