"""Dates for property tests: texts of every form, and any text at all."""

from hypothesis import strategies as st

from timeline.dates import iso

DAYS = st.integers(-800_000, 3_652_059).map(iso)
NEAR_DAYS = st.integers(735_000, 735_060).map(iso)
YEARS = st.integers(0, 9999).map("{:04d}".format)
MONTHS = st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12))
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
OPEN_DIGITS = st.from_regex(r"(19|20)([0-9]X|XX)(-(0[1-9]|1[0-2]|XX)(-(0[1-9]|1[0-9]|2[0-8]|XX))?)?", fullmatch=True)
QUALIFIED = st.builds("{}{}".format, st.one_of(DAYS, YEARS, MONTHS, SEASONS), st.sampled_from("?~%"))
SINGLE = st.one_of(NEAR_DAYS, DAYS, YEARS, MONTHS, SEASONS, OPEN_DIGITS, QUALIFIED)
MOMENTS = st.builds(
    "{}T{:02d}:{:02d}{}".format,
    NEAR_DAYS,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", "Z", "+03:00", "-11:00", "+14"]),
)
_TWO_IN_ORDER = st.tuples(DAYS, DAYS).filter(lambda days: not days[0].startswith("-") and days[0] <= days[1])
INTERVALS = st.one_of(
    _TWO_IN_ORDER.map("/".join), SINGLE.map("{}/".format), SINGLE.map("../{}".format), SINGLE.map("{}/..".format)
)
ONE_OF = st.one_of(
    _TWO_IN_ORDER.map(lambda days: f"[{'..'.join(days)}]"),
    st.lists(NEAR_DAYS, min_size=1, max_size=4, unique=True).map(lambda days: f"[{','.join(days)}]"),
    SINGLE.map("[{}..]".format),
    SINGLE.map("[..{}]".format),
)
ALL_OF = st.lists(SINGLE, min_size=1, max_size=4, unique=True).map(lambda members: "{" + ",".join(members) + "}")
TEXTS = st.one_of(SINGLE, MOMENTS, INTERVALS, ONE_OF, ALL_OF)
NOISE = st.one_of(
    st.text(), st.text("0123456789-X~?%/.[]{},TZY:+ ", max_size=40), st.from_regex(r"[0-9]{4}-[0-9]{2}.*")
)
