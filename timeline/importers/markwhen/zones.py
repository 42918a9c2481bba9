"""The time zone that a file of markwhen names, for the moments in it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

OFFSET = re.compile(r"([+-]?)([0-9]{1,2})(?::?([0-9]{2}))?")
WIDEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by its IANA name or as an offset; without info it is not known, and moments have no offset."""

    name: str = ""
    info: tzinfo | None = None

    def stamp(self, moment: datetime) -> str:
        """A local moment in EDTF, with its distance from UTC where that is known in whole minutes."""
        text = f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}".removesuffix(":00")
        offset = self.aware(moment).utcoffset() if self.info else None
        if offset is None or offset % timedelta(minutes=1) or abs(offset) > WIDEST:
            return text
        minutes = offset // timedelta(minutes=1)
        clock = f"{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        return f"{text}Z" if not minutes else f"{text}{'-' if minutes < 0 else '+'}{clock}"

    def aware(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=self.info or UTC)


UTC_ZONE = Zone("UTC", UTC)


def zone_of(name: str) -> Zone | None:
    """The zone as markwhen names it: Europe/Berlin, +5, -03:30, 0530; None where there is no such zone."""
    if (found := OFFSET.fullmatch(name)) is not None:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) * (-1 if found[1] == "-" else 1)
        return Zone(name, timezone(offset)) if abs(offset) <= WIDEST else None
    try:
        return Zone(name, ZoneInfo(name))
    # A name can be no key at all, a folder of zones, or too long for a file.
    except (KeyError, ValueError, OSError):
        return None
