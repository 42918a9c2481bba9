"""Which way a language is written, as its tag tells it: from left to right, unless it is listed here."""

import re
from typing import Literal

# ISO 15924: the scripts in use today that Unicode's CLDR 46 (scriptMetadata) has as written from right to left.
SCRIPTS = frozenset(
    (
        *("adlm", "arab", "aran", "gara", "hebr", "mand", "mend"),
        *("nkoo", "rohg", "samr", "syrc", "thaa", "yezi"),
    )
)
# The languages that CLDR 46 (likelySubtags) writes in one of them where the tag names none; iw and ji are old tags.
LANGUAGES = frozenset(
    (
        *("aeb", "ajp", "apc", "ar", "arq", "ars", "ary", "arz", "azb", "bal", "bcc", "bgn", "bqi", "brh", "ckb"),
        *("dv", "fa", "gbz", "glk", "haz", "he", "iw", "ji", "khw", "kvx", "lah", "lrc", "luz", "mzn", "nqo", "pnb"),
        *("prs", "ps", "rhg", "sam", "sd", "sdh", "skr", "syr", "ug", "ur", "yi"),
    )
)
# BCP 47: the script stands behind the language and at most three extended ones.
SCRIPT = re.compile(r"[a-z]{2,8}(?:-[a-z]{3}){0,3}-([a-z]{4})(?:-|$)")


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction of a BCP 47 tag, as HTML writes it: rtl for `ar`, `he-IL` and `az-Arab`, ltr for `ar-Latn`."""
    tag = language.lower()
    script = SCRIPT.match(tag)
    from_right = script[1] in SCRIPTS if script else tag.partition("-")[0] in LANGUAGES
    return "rtl" if from_right else "ltr"
