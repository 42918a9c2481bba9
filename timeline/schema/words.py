"""What an editor tells of each field while somebody writes it: a sentence or two, then examples. Plain text."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from timeline import model

ALIASES = ("Earlier ids. Each address leads on to this entry.", "an-earlier-id")
ALLOW = ("Warnings that are meant: the code of each, and the reason. Errors cannot be allowed.",)
NAME = "What readers see."
SEVERAL_SENTENCES = "A few sentences. Markdown."

FIELDS: Mapping[type[BaseModel], Mapping[str, tuple[Any, ...]]] = {
    model.Event: {
        "title": ("What happened, in one line. Plain text.", "Russian forces retake Sudzha"),
        "date": (
            "When it happened, as far as known, in EDTF: a day, a month, a year, an interval a/b, about 2014~, "
            "perhaps 2014?, or in quotes one day among several.",
            "2025-03-11",
            "2025-03",
            "2014-04/..",
            "2014-09~",
            "[2025-03-03..2025-03-09]",
        ),
        "thread": ("The lane of the story that it belongs to: an id of threads.yaml.", "battlefield"),
        "summary": (
            "What happened, in one paragraph. Markdown; [^key] leads to the excerpt with that key.",
            "Russian troops drove Ukrainian forces out of [Sudzha](place:sudzha).[^taken]",
        ),
        "date_basis": ("How the date is known: what the article says of the time.",),
        "time_zone": ("The IANA zone of times without offset, where it is not the site's.", "Europe/Moscow"),
        "status": ("What you vouch for.",),
        "weight": ("What survives where space is short.",),
        "body": ("All that the summary has no room for. Markdown; [^key] leads to the excerpt with that key.", "Text."),
        "actors": ("Who took part: ids of actors.yaml.", "ukraine"),
        "places": ("Where it happened: ids of places.yaml.", "sudzha"),
        "tags": ("Words to find it by. Those in tags.yaml get their name there, all others are their own.", "kursk"),
        "excerpts": ("What articles say: short verbatim passages.",),
        "accounts": ("What each side says, where accounts differ.",),
        "relations": ("Links to other events. Their pages show the other side by themselves.",),
        "media": ("Images, shown below the text in this order.",),
        "aliases": ALIASES,
        "corrections": ("What was changed after publication, and why. Readers see it.",),
        "allow": ALLOW,
        "draft": ("Whether it stays out of every output, unless built with --drafts.",),
        "seq": ("The order among events of one date.", 1),
    },
    model.DateBasis: {
        "words": ("What the article says of the time, word for word.", "on Tuesday"),
        "article": ("The article's id.", "just-the-news-2025-03-12"),
        "note": ("How the date follows from the words, where no rule covers them.", "The day is that of the storm."),
    },
    model.Excerpt: {
        "article": ("The article's id.", "just-the-news-2025-03-12"),
        "quote": (
            "The passage, word for word. […] stands for words left out, [word] for one of yours.",
            "led to the Russian recapture of Sudzha on Tuesday",
        ),
        "key": ("What [^key] in the texts and accounts call it.", "taken"),
        "speaker": ("Who says it: an actor's id, or a name. Without it the words are the article's own.", "ukraine"),
        "locator": ("Where in the article it stands.", "paragraph 6"),
        "original": ("The passage in the article's language, where quote translates it.", "взяли Суджу"),
        "stance": ("Whether it bears the event out.",),
        "supports": ("Which fields it bears on.",),
        "note": ("A remark of yours. Markdown.", "The ministry said so later, too."),
    },
    model.Account: {
        "by": ("Whose account it is: an actor's id, or a name.", "ukraine"),
        "says": ("What the account is. Markdown.", "Control of the city varies."),
        "date": ("The date that it gives, where accounts differ on it.", "2025-03-12"),
        "excerpts": ("Keys of this event's excerpts.", "taken"),
    },
    model.Relation: {
        "type": ("What this event is to the other.",),
        "event": ("The other event's id.", "2025-03-11-jeddah-talks"),
    },
    model.Media: {
        "src": ("The image: its path below content/media/.", "maps/sudzha.png"),
        "alt": ("What the image shows, for those who do not see it.", "A map of the Kursk salient"),
        "caption": ("What stands below it. Markdown.", "The salient on 11 March"),
        "credit": ("Whose image it is.", "Jane Doe"),
        "licence": ("Under which terms you may show it.", "CC BY 4.0"),
    },
    model.Correction: {
        "date": ("The day on which it was changed.", "2025-03-14"),
        "note": ("What stood there before, and why it was changed. Markdown.", "The first version gave the wrong day."),
        "kind": ("What kind of change it was.",),
    },
    model.Article: {
        "title": ("The article's headline, as it was published.", "Ukraine loses its last town in Kursk"),
        "publisher": ("Who published it.", "Just the News"),
        "published": (
            "When it was published. If it bears no date, what is known of it, in EDTF.",
            "2025-03-12",
            "2025-03-12T23:04+01:00",
            "[2025-03-16..]",
        ),
        "authors": ("Who wrote it: one name, or a list of names.", "Jane Doe"),
        "updated": ("When it was last changed.", "2025-03-13"),
        "url": ("Its web address.", "https://example.org/report"),
        "archive_url": (
            "The address of an archived copy.",
            "https://web.archive.org/web/2025/https://example.org/report",
        ),
        "language": ("The language it is written in, as a BCP 47 tag.", "en"),
        "licence": ("The terms of its text.", "all rights reserved"),
        "kind": ("What kind of text it is.",),
        "captured": ("When its text was captured, to compare quotations with it.", "2025-03-20"),
        "aliases": ALIASES,
        "allow": ALLOW,
    },
    model.Thread: {
        "name": (NAME, "Battlefield"),
        "description": (SEVERAL_SENTENCES, "Fighting on the ground."),
        "aliases": ALIASES,
    },
    model.Actor: {
        "name": (NAME, "Ukraine"),
        "kind": ("A word of yours; person, organisation, state and country are known to search engines.", "person"),
        "role": ("Who it is, in one line.", "President of Ukraine"),
        "description": (SEVERAL_SENTENCES, "In office since 2019."),
        "same_as": ("Web addresses of the same elsewhere: one, or a list.", "https://www.wikidata.org/wiki/Q212"),
        "aliases": ALIASES,
        "allow": ALLOW,
    },
    model.Place: {
        "name": (NAME, "Sudzha"),
        "country": ("In which country it lies.", "Russia"),
        "lat": ("Degrees north, WGS 84; negative for south. Two decimals are enough.", 51.19),
        "lon": ("Degrees east, WGS 84; negative for west. Two decimals are enough.", 35.27),
        "same_as": ("Web addresses of the same elsewhere: one, or a list.", "https://www.wikidata.org/wiki/Q161346"),
        "aliases": ALIASES,
    },
    model.Tag: {
        "name": (NAME, "Kursk region"),
        "description": (SEVERAL_SENTENCES, "All that happened in the salient."),
        "aliases": ALIASES,
    },
    model.FreePage: {
        "title": ("The page's title.", "About"),
        "description": ("One sentence, shown under the title.", "Who makes this timeline, and how."),
        "aliases": ALIASES,
    },
    model.Settings: {
        "title": ("The site's name.", "War in Ukraine: a record"),
        "description": (
            "One sentence about it, for the first page and for search engines.",
            "What happened, and when.",
        ),
        "id": ("A domain that you own, and a year in which you owned it. Never change it.", "example.org,2025"),
        "base_url": ("Where the site is published.", "https://example.org/record/"),
        "language": ("The language of the record, as a BCP 47 tag.", "en"),
        "time_zone": ("The IANA zone of times that are written without offset.", "Europe/Kyiv"),
        "theme": ("A folder of themes/ beside content/. What it lacks comes from the default theme.", "default"),
        "licence": ("The terms of the site's texts, said at the foot of every page.", "CC BY 4.0"),
        "author": ("The author of the feed and of citations; else the publisher, else the title.", "Jane Doe"),
        "publisher": ("Who publishes the site.", "The Record Project"),
        "repository": ("Where the content is kept. Entries then link to it.", "https://github.com/example/record"),
        "page_size": ("Lists longer than this go on at another page.", 200),
        "max_quote_words": ("The most words that one excerpt may quote.", 60),
        "max_quote_share": ("How much of a captured article all events together may quote.", 0.25),
        "outputs": ("Which optional outputs are made.",),
    },
    model.Outputs: {
        "event_json": ("index.json beside each event, annotations.jsonld beside each article: their data.",),
        "embed": ("embed/ and oembed.json beside each event.",),
        "cards": ("card.png beside each event.",),
        "facet_feeds": ("feed.atom beside the page of each actor, place, tag and thread.",),
        "json_feed": ("feed.json: what was added or corrected last, as JSON Feed.",),
        "csv": ("events.csv: all events as a table for spreadsheets.",),
        "calendar": ("events.ics: the events as a calendar to subscribe to.",),
        "timelinejs": ("timelinejs.json: the events as slides of TimelineJS.",),
        "search": ("search/: the search over the whole site.",),
        "map": ("map/, and the small maps beside places.",),
    },
}

# What each word means that a field takes, by the field's name.
CHOICES: Mapping[str, Mapping[str, str]] = {
    "status": {
        "confirmed": "Independent sources agree.",
        "reported": "A source states it as fact. This counts if nothing is written.",
        "claimed": "Someone said it, and the source says who.",
        "disputed": "Accounts differ: needs two accounts, or an excerpt with stance: contradicts.",
        "retracted": "It cannot be upheld: needs a correction, leaves the timeline and keeps its page.",
    },
    "weight": {
        "major": "Stands out in lists.",
        "normal": "This counts if nothing is written.",
        "minor": "Left out first where space is short.",
    },
    "stance": {
        "supports": "It bears the event out. This counts if nothing is written.",
        "contradicts": "It says otherwise.",
        "context": "It tells what went before or lies behind it.",
    },
    "supports": {
        "title": "What happened.",
        "date": "When it happened.",
        "status": "How sure it is.",
        "summary": "What the summary says.",
        "body": "What the body says.",
        "thread": "Which lane it belongs to.",
        "actors": "Who took part.",
        "places": "Where it happened.",
        "tags": "What it is about.",
        "accounts": "What one side says.",
        "relations": "What led to it or came of it.",
    },
    "type": {
        "responds-to": "This event answers the other.",
        "follows": "This event came after the other, as the next step.",
        "causes": "This event led to the other.",
        "contradicts": "Both cannot be true.",
        "part-of": "This event belongs to the other, larger one.",
        "see-also": "Who reads this may want to read the other.",
    },
    "kind": {
        "correction": "It was wrong. This counts if nothing is written.",
        "update": "More is known.",
        "clarification": "It could be misread.",
        "report": "A newspaper's or broadcaster's own report. This counts if nothing is written.",
        "wire": "A news agency's report.",
        "opinion": "A comment, an interview, an editorial.",
        "primary": "A document, a statement, a law: what others report on.",
    },
}
