"""How an event's entry is cited: APA, BibTeX, CSL-JSON and Wikipedia's {{cite web}}.

What is cited is this record's own entry, as it was on the day of its last change, and never an article it rests on.
These are formats, with words and order of their own, whatever language the site has.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from timeline import address
from timeline.dates import civil, parse
from timeline.dates.days import MONTHS
from timeline.pages.subject import Subject

LATEX = {
    "\\": r"\textbackslash{}",
    # A brace is never written as \{ alone: BibTeX counts braces before LaTeX reads the backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
LATEX_SIGN = re.compile(f"[{re.escape(''.join(LATEX))}]")
# What LaTeX would join to one sign: dashes, quotation marks, Spanish ¿ and ¡.
LIGATURE = re.compile(r"-(?=-)|'(?=')|,(?=,)|[`?!](?=`)")
# One of these is in whatever LaTeX or MediaWiki reads as more than text; most titles have none.
SIGN = re.compile("[" + re.escape("".join(LATEX) + "-',`[]:") + "]")
# What MediaWiki reads as more than text. An ampersand stays where no entity begins.
WIKI = re.compile(r"[\[\]{}<]|&(?=#?\w+;)|(?<=[A-Za-z]):(?=\S)|''+|^'|'$|~~+|__+")
SENTENCE_END = re.compile(r"[.?!…。？！؟][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry of the record, and what is said of it where it is cited.

    author and publisher are names as they stand, of whoever they are: nothing splits them into given and family name.
    publisher is empty where it is the author or the site itself, url where the site's address is not known. day is the
    ISO 8601 day of the entry's last change, language a BCP 47 tag.
    """

    id: str
    title: str
    author: str
    site: str
    publisher: str
    day: str
    url: str
    language: str
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """The entry in each format; the permalink is empty where the site's address is not known."""

    permalink: str
    apa: str
    bibtex: str
    csl: str
    wikipedia: str


def cited(subject: Subject, event: str, day: str) -> Cited:
    """The entry of an event, with the ISO 8601 day of its last change."""
    site, record = subject.site, subject.timeline.events[event]
    return Cited(
        id=event,
        title=record.title,
        author=site.author,
        site=site.title,
        publisher="" if site.publisher in (site.author, site.title) else site.publisher,
        day=day,
        url=site.base_url + address.of_entry("event", event) if site.base_url else "",
        language=site.language,
        retracted=record.status == "retracted",
    )


def citation(entry: Cited) -> Citation:
    return Citation(entry.url, apa(entry), bibtex(entry), csl_json(entry), cite_web(entry))


def apa(entry: Cited) -> str:
    """A page of a reference work, after the 7th edition: `Author. (2025, March 13). Title. In Site. https://…`

    As there, a name that was said as the author's is not said again, and what was retracted is marked behind the title.
    """
    year, month, day = _civil(entry.day)
    title = f"{entry.title} [Retracted]." if entry.retracted else _sentence(entry.title)
    container = _sentence(f"In {entry.site}") if entry.site != entry.author else ""
    publisher = _sentence(entry.publisher) if entry.publisher else ""
    date = f"({year}, {MONTHS[month - 1]} {day})."
    return " ".join(filter(None, (_sentence(entry.author), date, title, container, publisher, entry.url)))


def bibtex(entry: Cited) -> str:
    """An entry that classic BibTeX and biblatex both read.

    `@misc` is known to both, `@online` to biblatex alone. Classic styles take the date from year and month, biblatex
    from date, which has the day; the address stands once, in url, which all styles but the oldest print. The second
    pair of braces keeps the title's capitals and the author's name whole. No field is for the language: what BibTeX
    styles know under that name are not BCP 47 tags.
    """
    year, month, _ = _civil(entry.day)
    fields = {
        "author": f"{{{{{_latex(entry.author)}}}}}",
        "title": f"{{{{{_latex(entry.title)}}}}}",
        "howpublished": f"{{{{{_latex(entry.site)}}}}}",
        "publisher": f"{{{{{_latex(entry.publisher)}}}}}" if entry.publisher else "",
        "year": f"{{{year}}}",
        "month": MONTHS[month - 1][:3].lower(),
        "date": f"{{{entry.day}}}",
        # Read as it stands, so that nothing in it is escaped; a web address has no braces.
        "url": f"{{{entry.url}}}" if entry.url else "",
        "note": "{Retracted}" if entry.retracted else "",
    }
    lines = "".join([f"  {name} = {value},\n" for name, value in fields.items() if value])
    return f"@misc{{{entry.id},\n{lines}}}"


def csl_json(entry: Cited) -> str:
    """A list of one item, as reference managers import it (CSL 1.0.2)."""
    item = {
        "id": quoted(entry.id),
        "type": '"entry-encyclopedia"',
        "title": quoted(entry.title),
        "author": f'[{{"literal": {quoted(entry.author)}}}]',
        "container-title": quoted(entry.site),
        "publisher": quoted(entry.publisher) if entry.publisher else "",
        "issued": f'{{"date-parts": [[{", ".join(map(str, _civil(entry.day)))}]]}}',
        "URL": quoted(entry.url) if entry.url else "",
        "language": quoted(entry.language),
        "status": '"retracted"' if entry.retracted else "",
    }
    lines = ",\n".join([f'  "{name}": {value}' for name, value in item.items() if value])
    return f"[{{\n{lines}\n}}]"


def cite_web(entry: Cited) -> str:
    """Wikipedia's template, to be put between <ref> and </ref>; names that are no parameter of it are left out."""
    parameters = {
        "url": entry.url,
        "title": _wiki(entry.title),
        "author": _wiki(entry.author),
        "website": _wiki(entry.site),
        "publisher": _wiki(entry.publisher),
        "date": entry.day,
        "language": entry.language,
        "type": "Retracted" if entry.retracted else "",
    }
    return "{{cite web" + "".join([f" |{name}={value}" for name, value in parameters.items() if value]) + "}}"


@lru_cache(maxsize=1_000)
def _civil(day: str) -> tuple[int, int, int]:
    earliest = parse(day).earliest
    assert earliest is not None
    return civil(earliest)


# The site's names stand in each citation.
@lru_cache(maxsize=100)
def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    return text if SENTENCE_END.search(text) else f"{text}."


@lru_cache(maxsize=100)
def _latex(text: str) -> str:
    if not SIGN.search(text):
        return text
    return LIGATURE.sub(r"\g<0>{}", LATEX_SIGN.sub(lambda sign: LATEX[sign[0]], text))


@lru_cache(maxsize=100)
def _wiki(text: str) -> str:
    """The text as a template's parameter: entities for what is markup, {{!}} for the bar between parameters."""
    if not SIGN.search(text):
        return text
    return WIKI.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match[0]), text).replace("|", "{{!}}")
