"""Forms filled in: files in which a word such as __TITLE__ stands for what is not known beforehand."""

import json
import re
from collections.abc import Iterable, Mapping

BLANK = re.compile(r"__([A-Z]+)__")
# Texts that need no quotes in YAML, whoever reads it: none begins with a sign, none holds a colon or a number sign.
BARE = re.compile(r"[^\W\d_](?:[\w ,.;’“”()/–-]*[\w.)”])?")
NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def filled(form: str, values: Mapping[str, str]) -> str:
    """The form with each word's value in its place; what is in a value is left as it is."""
    return BLANK.sub(lambda blank: values[blank[1]], form)


def scalar(text: str) -> str:
    """A text of one line as YAML, in quotes where it needs them."""
    return text if BARE.fullmatch(text) and text.lower() not in NOT_TEXT else json.dumps(text, ensure_ascii=False)


def date_scalar(text: str) -> str:
    """A date in EDTF as YAML: those in brackets and braces, and those that begin with a qualifier, need quotes."""
    return f'"{text}"' if text.startswith(("[", "{", "%", "?", "~")) else text


def address_scalar(url: str) -> str:
    """A web address as YAML; it holds no quotes itself."""
    return f'"{url}"' if url.endswith(":") else url


def sequence(texts: Iterable[str]) -> str:
    """Texts as a list on one line."""
    items = (json.dumps(text, ensure_ascii=False) if "," in text else scalar(text) for text in texts)
    return f"[{', '.join(items)}]"
