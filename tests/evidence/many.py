"""Many quotations of many captured articles, made by rule: what `timeline verify` is measured on.

`python -m tests.evidence.many FOLDER` writes FOLDER/content and FOLDER/captures: 10,000 quotations of 2,000 articles of
1,000 words. Every tenth has words left out, every hundredth is altered.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]
PER_EVENT, PER_PARAGRAPH = 5, 50


def write_many(folder: Path, articles: int = 2_000, quotations: int = 10_000, words: int = 1_000) -> None:
    chance = random.Random(1)
    content = folder / "content"
    for name in (content / "articles", content / "events", folder / "captures"):
        name.mkdir(parents=True)
    (content / "site.yaml").write_text("title: Many quotations\n")
    (content / "threads.yaml").write_text("one: {name: One}\n")
    texts = [_words(chance, words) for _ in range(articles)]
    for number, text in enumerate(texts):
        head = {"title": f"Article {number}", "publisher": "A paper", "published": "2025-03-12"}
        (content / f"articles/article-{number}.md").write_text(f"---\n{json.dumps(head)}\n---\n")
        (folder / f"captures/article-{number}.txt").write_text(_printed(text), "utf-8")
    for number in range(0, quotations, PER_EVENT):
        excerpts = [_excerpt(chance, texts, place) for place in range(number, min(number + PER_EVENT, quotations))]
        event = {"title": "Event", "date": "2025-03-11", "thread": "one", "summary": "So.", "excerpts": excerpts}
        (content / f"events/event-{number}.yaml").write_text(json.dumps(event, ensure_ascii=False, indent=1), "utf-8")


def _words(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(count)]


def _printed(words: list[str]) -> str:
    """Paragraphs of sentences, in a newspaper's quotation marks and dashes."""
    paragraphs = [words[place : place + PER_PARAGRAPH] for place in range(0, len(words), PER_PARAGRAPH)]
    return "\n\n".join(f"“{' '.join(one[:20])},” he said — {' '.join(one[20:])}." for one in paragraphs) + "\n"


def _excerpt(chance: random.Random, texts: list[list[str]], number: int) -> dict[str, Any]:
    article = number % len(texts)
    start = chance.randrange(len(texts[article]) // PER_PARAGRAPH) * PER_PARAGRAPH + 22
    quote = texts[article][start : start + chance.randint(8, 25)]
    if number % 10 == 0:
        quote = [*quote[:3], "[…]", *quote[-3:]]
    if number % 100 == 99:
        quote[4] = "altered"
    return {"article": f"article-{article}", "quote": " ".join(quote)}


if __name__ == "__main__":
    write_many(Path(sys.argv[1]))
