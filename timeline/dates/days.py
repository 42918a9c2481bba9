"""The proleptic Gregorian calendar on plain integers: 0001-01-01 is day 1, and every year has days, also 0 and -43."""

from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146097


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day that exists; the same as `datetime.date.toordinal`, but for any year (0 is 1 BCE)."""
    # Counted in years that begin with March, so that the leap day is the last of its year.
    if month <= 2:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - 306


# The same days stand in many lists.
@lru_cache(maxsize=65_536)
def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the inverse of `day_number`."""
    cycle, rest = divmod(day + 305, _DAYS_IN_400_YEARS)
    # The last day of every 4 years, and of the 400, is a leap day; the last of every other 100 years is not there.
    year = (rest - rest // 1460 + rest // 36524 - rest // (_DAYS_IN_400_YEARS - 1)) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153 + 3
    day = rest - (153 * (month - 3) + 2) // 5 + 1
    year += 400 * cycle
    return (year, month, day) if month <= 12 else (year + 1, month - 12, day)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month - 1]


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


@lru_cache(maxsize=65_536)
def iso(day: int) -> str:
    """A day number as ISO 8601 writes it: `2025-03-11`, `-0043-03-15`, expanded beyond 9999: `+170000002-01-01`."""
    year, month, of_month = civil(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"
