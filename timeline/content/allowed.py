"""What an entry's `allow` says, as it is written."""

from collections.abc import Collection
from typing import Any

from timeline.content.load import Entry


def allowed(entry: Entry[Any]) -> Collection[str]:
    """The codes that an entry's author allows; without a reason nothing is allowed."""
    written = entry.written.get("allow")
    reasons = written.items() if isinstance(written, dict) else ()
    return [code for code, reason in reasons if isinstance(reason, str) and reason.strip()]
