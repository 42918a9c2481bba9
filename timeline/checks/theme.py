"""The site's own theme, as far as what is wrong with it shows before pages are filled."""

import os
from collections.abc import Iterator
from pathlib import Path

from timeline.content.load import SITE, Content
from timeline.content.source import locate
from timeline.fingerprint import THEMES
from timeline.problems import Problem, did_you_mean, quoted

DEFAULT = "default"


def own_theme(content: Content) -> Iterator[Problem]:
    """What is wrong with a theme in the folder `themes/` beside the content. Nothing of the program's own is looked at.

    `unknown-theme`: there is no theme of the name that `theme` in site.yaml gives. A site's own theme is a folder in
    `themes/`, beside the content.

    `bad-requires`: `requires` in theme.yaml says in another notation than PEP 440, as in `>=1.0,<2`, for which versions
    of this program the theme is made.

    `unmet-requires`: the theme says that it is made for other versions of this program. Look for a newer version of the
    theme; or, if it works with this one, widen `requires`.

    `bad-template`: a template is not written as Jinja reads it: a tag is not closed, a filter or a test is not there.

    `unknown-template`: a template asks for one that is neither in the theme nor in the default one.

    `unknown-asset`: a template or a style sheet names a file that is not in `static/`.

    `unknown-block`: a template that extends another fills a block which that one does not have, so that it would show
    nowhere.

    `unknown-words`: a template says words of the interface for which there is no key in `strings/`.

    `bad-words`: words of the interface cannot be filled: a brace is not closed, or stands around a name for which no
    template gives a value.

    `unused-words` (warning): nothing says words that stand in `strings/`. Their key is misspelt, most often.

    `missing-form` (warning): words that count something lack a form that their language has. Readers see the form
    `other` in its place.

    `stray-file`: a theme holds a file or a folder that nothing reads. Its name is misspelt, most often. The site is
    built all the same.
    """
    name, themes = content.settings.theme, Path(os.path.abspath(content.root)).parent / "themes"
    shipped = next((folder / DEFAULT for folder in THEMES if (folder / DEFAULT).is_dir()), None)
    if shipped is None or themes / name == shipped:
        return
    if os.path.isdir(themes / name):
        # Imported here: most sites have no theme of their own.
        from timeline.theme.review import review

        yield from review((themes / name, shipped))
    elif not os.path.isdir(shipped.parent / name):
        known = {DEFAULT, *(folder.name for folder in themes.glob("[!.]*/"))}
        message = f"there is no theme {quoted(name)} in themes/{did_you_mean(name, sorted(known))}"
        yield Problem(locate(content.root / SITE, ("theme",)), "unknown-theme", message)


def filling(content: Content) -> None:
    """What shows only when a template is filled, for a page that is being built.

    `unknown-variable`: a template uses a name that it is not given, or asks a value for something that it does not
    have. docs/templates.md lists what each template is given.

    `template-failed`: what a template asks for cannot be done, as a sum of a text and a number, or what it prints is
    not there. The site stays as it was.

    `no-drawing`: what the template of a card gives is not SVG.
    """
