"""The manual of the codes: what the docstrings of those who find the problems say of each."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from timeline.text import squeeze

HEAD = re.compile(r"(`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*)(?: \((warning)\))?: (.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Code:
    """A code, whether it is an error or a warning, and what is wrong, why it matters and what to do, in Markdown."""

    code: str
    severity: Literal["error", "warning"]
    text: str


def codes(functions: Iterable[Callable[..., Any]]) -> Mapping[str, Code]:
    """The codes that the functions' docstrings explain, in the order of the alphabet.

    A paragraph that explains one begins with "`code`: " for an error or "`code` (warning): " for a warning, or with
    several codes, as in "`one`, `other`: ". Where several functions explain one code, their texts stand one below the
    other. Python started with -OO knows no docstrings, and then there are none.
    """
    found: dict[str, Code] = {}
    for function in functions:
        for paragraph in (inspect.getdoc(function) or "").split("\n\n"):
            if head := HEAD.fullmatch(paragraph):
                text = squeeze(head[3])
                for code in re.findall("`(.+?)`", head[1]):
                    before = f"{found[code].text}\n\n" if code in found else ""
                    found[code] = Code(code, "warning" if head[2] else "error", before + text[0].upper() + text[1:])
    return dict(sorted(found.items()))
