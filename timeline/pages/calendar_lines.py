"""The lines of iCalendar (RFC 5545, 3.1): texts escaped, and each line folded to what fits into 75 octets."""

from collections.abc import Iterable

MOST_OCTETS = 75
# A carriage return would end a line, and all other controls are forbidden; a tab is not.
CONTROLS = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0x7F])
ESCAPED = str.maketrans({**CONTROLS, "\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def escaped(text: str) -> str:
    """A value of type TEXT."""
    return text.translate(ESCAPED)


def folded(lines: Iterable[str]) -> bytes:
    """The lines as they stand in a file."""
    contents = [line.encode() for line in lines]
    return b"".join([b"%b\r\n" % (line if len(line) <= MOST_OCTETS else _folded(line)) for line in contents])


def _folded(line: bytes) -> bytes:
    """No character is cut in two, so that the file is UTF-8 to those who do not unfold it first."""
    pieces, begun, most = [], 0, MOST_OCTETS
    while len(line) - begun > most:
        end = begun + most
        while line[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        pieces.append(line[begun:end])
        # The space that continues a line is one of its octets.
        begun, most = end, MOST_OCTETS - 1
    return b"\r\n ".join([*pieces, line[begun:]])
