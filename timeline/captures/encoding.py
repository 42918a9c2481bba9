"""How the bytes of a captured file are read as text."""

import codecs
import re

from timeline.captures.error import BadCapture
from timeline.problems import quoted

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAID = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# The encodings that a page may name, as Python or else browsers alone call them, and what browsers read them as
# (WHATWG, Encoding). None in which the letters of ASCII could be other letters, as in UTF-7.
SAME = "cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
SAME += "iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
SAME += "cp1257 cp1258 cp874 gbk gb18030 big5hkscs cp932 euc_jp cp949"
READ_AS = {name: name for name in SAME.split()} | {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gbk",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "x-sjis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
}


def decoded(content: bytes) -> str:
    """A text that is no page: UTF-8, or what its first bytes say. Raises BadCapture."""
    mark = next((encoding for sign, encoding in MARKS if content.startswith(sign)), "utf-8")
    try:
        return content.decode(mark).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02x}"
        raise BadCapture(f"byte {byte} is not UTF-8; save the capture as UTF-8") from error


def encoding(content: bytes) -> str:
    """How a page is encoded: UTF-8 if it can be, else as it says itself. Raises BadCapture if it does not."""
    for sign, marked in MARKS:
        if content.startswith(sign):
            return marked
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    found = SAID.search(content[:4096])
    said = found[1].decode("latin-1").lower() if found else "utf-8"
    if said in ("utf-8", "utf8"):
        raise BadCapture("this is not UTF-8, and the page does not say what else it is; save it as UTF-8")
    try:
        return READ_AS.get(said) or READ_AS[codecs.lookup(said).name]
    except LookupError:
        why = f"this is not UTF-8, nor can it be read as the {quoted(said)} that the page says it is; save it as UTF-8"
        raise BadCapture(why) from None
