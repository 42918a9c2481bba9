"""Entries whose titles and names are hard to cite, as data and drawn at random from what content accepts."""

from hypothesis import strategies as st

from timeline.pages.citation import Cited
from timeline.text import FORBIDDEN, squeeze

TITLES = (
    "Kyiv accepts a 30-day ceasefire at talks in Jeddah",
    """“One” ‘two’ "three" 'four' `five` ``six'' «seven»""",
    "''Italics'', '''bold''' and 'one at the end'",
    "Profit & loss: 100 % of $5 #1 a_b __TOC__ ~ ~~~~ x^2",
    r"C:\new\table {one} }two{ {{three}} }} {{ \textbf{four} \{five\}",
    "a < b > c | d || e = f == g",
    "[one] [[two]] ]] [[ [https://example.org three] https://example.org/four",
    "<b>bold</b> <!-- --> <nowiki>x</nowiki> <ref>y</ref> </pre></script>",
    "AT&T &amp; &amp;amp; &lt;b&gt; &#60; &nbsp; &;",
    "@misc{key, title = {x}}",
    "Who fired first?",
    "“Who fired first?”",
    "It ended.",
    "Nobody knows…",
    "Rock -- paper --- scissors, ,, or ?` and !`",
    "اتفاق على وقف إطلاق النار، 30 يوما",
    "Україна погоджується на перемир’я",
    "A wave 🌊 over the quay 👩‍🚒",
    "停火協議。",
    "and others and Smith, John and {Co}",
    "x" * 140,
    "{{!}} | {{subst:x}} {{{1}}} |} {|",
    "% a comment",
    "* a list # another : a third ; a fourth",
    "mailto:someone@example.org, urn:isbn:1, 14:00",
)
AUTHORS = (
    "The Ceasefire Record",
    "Smith, Jones and Sons",
    "A and B and others",
    "Acme & Co.",
    "Ларина, Анна",
    "and",
    "The harbour's editors",
    "{Braces} and, commas, \\ too",
    "von der Leyen, Ursula, Dr",
)
URLS = (
    "",
    "https://example.org/events/x/",
    "https://example.org/a_(b)%20c/~me/events/x/",
    "http://localhost:8000/a&b=c,d;e$f+g!h*i@j/events/x/",
)
PLAIN = Cited(
    id="2025-03-11-jeddah-talks",
    title=TITLES[0],
    author=AUTHORS[0],
    site="The Record of It",
    publisher="Example Press",
    day="2025-03-13",
    url=URLS[1],
    language="en",
)


def _line(text: str) -> str:
    return squeeze(FORBIDDEN.sub("", text))


# The signs that mean something to one of the formats come often; all others may come.
SIGNS = st.sampled_from("&%$#_{}\\~^<>|=[]'\"`@!?.,;:-/* \u00a0aA1ж")
LINES = st.text(st.one_of(SIGNS, st.characters(exclude_categories=["Cs"])), min_size=1).map(_line).filter(bool)
ENTRIES = st.builds(
    Cited,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True),
    title=LINES,
    author=LINES,
    site=LINES,
    publisher=st.one_of(st.just(""), LINES),
    day=st.dates().map(lambda day: day.isoformat()),
    url=st.sampled_from(URLS),
    language=st.sampled_from(["en", "uk", "pt-BR"]),
    retracted=st.booleans(),
)
