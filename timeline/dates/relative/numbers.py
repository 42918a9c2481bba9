"""Numbers as newspapers write them before days, weeks, months and years: `3`, `twelve`, `twenty-one`, `a couple of`."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VAGUE = ("a few", "several", "some")

# A pattern; longer words stand before those they begin with.
NUMBER = (
    f"(?:[0-9]{{1,4}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)}"
    f"|a couple(?: of)?|{'|'.join(_VAGUE)}|few|an?)"
)


def number_of(words: str) -> tuple[int, int]:
    """The least and the most that a text which fits NUMBER, in small letters, can count; a vague one has two."""
    if words.isdecimal():
        return int(words), int(words)
    if words in (*_VAGUE, "few"):
        return 2, 9
    if words.startswith("a couple"):
        return 2, 3
    number = _exactly(words)
    return number, number


def _exactly(words: str) -> int:
    if words in ("a", "an"):
        return 1
    for first, names in ((1, _ONES), (10, _TEENS)):
        if words in names:
            return first + names.index(words)
    tens, _, ones = words.replace("-", " ").partition(" ")
    return 10 * (2 + _TENS.index(tens)) + (1 + _ONES.index(ones) if ones else 0)
