"""A large record of long texts, made by rule: what lists, feeds and parts are measured on.

`python -m tests.build.heavy FOLDER 10000` writes its content, to be built by hand.
"""

import json
import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

TEXT = (
    "harbour council quay storm ruling minister envoy ceasefire article report witness inquiry convoy border talks "
    "agreed refused announced delayed before after under between against because although several northern disputed "
    "official unnamed second earlier temporary national regional parliament commission statement negotiation evacuation"
)
WORDS = TEXT.split()
THREADS, FREQUENT, PLACES = 12, 40, 60
LONGEST_NAME = "Upper and Lower Administrative District of the Northern River Crossings, Eastern"
Record = dict[str, Any]


def write_heavy(folder: Path, events: int, settings: Mapping[str, Any]) -> None:
    """A content folder of so many events, with a fifth as many tags, and a twentieth as many articles and actors.

    Nine in ten events name one actor, a fifth quote one article, a tenth the same passage of it, three in twenty fall
    on one day, three in a hundred are corrected, and the first is tied to 300 others, if there are so many.
    """
    chance = random.Random(1)
    sizes = {"actor": FREQUENT + events // 25, "place": PLACES, "tag": events // 5, "article": events // 20}
    _write(folder / "site.yaml", {"title": "A heavy record", "id": "example.org,2025", **settings})
    for name, record in _registers(chance, sizes).items():
        _write(folder / name, record)
    for number in range(sizes["article"]):
        head = {"title": _title(chance), "publisher": f"Paper {number % 9}", "published": "2025-03-12"}
        _write(folder / f"articles/article-{number}.md", head, "---\n", "---\nA note.\n")
    names = [f"{number:05}-{'-'.join(chance.choices(WORDS, k=4))}" for number in range(events)]
    for number, name in enumerate(names):
        event = _event(chance, number, names[0], sizes)
        _write(folder / f"events/{name[:2]}/{name}.yaml", {key: value for key, value in event.items() if value})


def _write(file: Path, record: Mapping[str, Any], before: str = "", after: str = "") -> None:
    # JSON is YAML, and written fast.
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(before + json.dumps(record, ensure_ascii=False, indent=0) + "\n" + after, "utf-8")


def _registers(chance: random.Random, sizes: Mapping[str, int]) -> dict[str, Record]:
    def entries(kind: str, count: int) -> Iterator[tuple[str, str]]:
        return ((f"{kind}-{number}", _name(chance, number)) for number in range(count))

    return {
        "threads.yaml": {
            name: {"name": called, "description": _text(chance, 150)} for name, called in entries("thread", THREADS)
        },
        "actors.yaml": {
            name: {"name": called, "role": _text(chance, 60)} for name, called in entries("actor", sizes["actor"])
        },
        "places.yaml": {
            name: {"name": LONGEST_NAME if name == "place-0" else called, "country": "Northland"}
            for name, called in entries("place", sizes["place"])
        },
        "tags.yaml": {
            name: {"name": called, "description": _text(chance, 100)} for name, called in entries("tag", sizes["tag"])
        },
    }


def _event(chance: random.Random, number: int, first: str, sizes: Mapping[str, int]) -> Record:
    excerpts = _excerpts(chance, number, sizes["article"])
    disputed = number % 20 == 3
    return {
        "title": _title(chance),
        "date": _date(chance, number),
        "date_basis": {"words": "in those days", "article": excerpts[0]["article"]} if number % 3 else None,
        "thread": f"thread-{min(int(chance.expovariate(0.3)), THREADS - 1)}",
        "status": "disputed" if disputed else "confirmed",
        "weight": "normal" if number % 5 else "major",
        "summary": f"[{_text(chance, 20)}](place:place-0) {_text(chance, chance.randint(180, 260))}.[^k0]",
        "body": "\n\n".join(f"{_text(chance, 400)}.[^k1]" for _ in range(2)),
        "actors": _actors(chance, number, sizes["actor"]),
        "places": [f"place-{chance.randrange(20) if number % 4 else 0}", f"place-{chance.randrange(20, PLACES)}"],
        "tags": [f"tag-{chance.randrange(20)}", f"tag-{chance.randrange(20, sizes['tag'])}"],
        "excerpts": excerpts,
        "accounts": [{"by": "actor-1", "says": _text(chance, 150), "excerpts": ["k0"]}] * 2 * disputed,
        "relations": [{"type": "see-also", "event": first}] if 0 < number <= 300 else [],
        "corrections": [{"date": f"2025-03-{number % 28 + 1:02}", "note": _text(chance, 150)}] * (number % 33 == 7),
    }


def _excerpts(chance: random.Random, number: int, articles: int) -> list[Record]:
    passages = [
        {
            "article": f"article-{chance.randrange(1, articles) if number % 5 or place else 0}",
            "quote": _text(chance, 180),
            "speaker": f"actor-{chance.randrange(FREQUENT)}",
            "locator": f"paragraph {chance.randint(1, 40)}",
        }
        for place in range(3)
    ]
    if number % 10 == 0:
        passages[0] = {"article": "article-0", "quote": " ".join(WORDS[:30]), "locator": "paragraph 1"}
    return [{"key": f"k{place}"} | passage for place, passage in enumerate(passages)]


def _actors(chance: random.Random, number: int, actors: int) -> list[str]:
    frequent = [f"actor-{chance.randrange(1, FREQUENT)}" for _ in range(chance.randint(1, 3))]
    rare = [f"actor-{chance.randrange(FREQUENT, actors)}" for _ in range(2)]
    return list(dict.fromkeys([*["actor-0"] * (number % 10 > 0), *frequent, *rare]))


def _date(chance: random.Random, number: int) -> str:
    if number % 20 in (4, 5, 6):
        return "2022-02-24"
    year = 2025 - int(chance.expovariate(0.02)) % 226 if number % 2 else 2022 + number % 4
    month = f"{year}-{chance.randint(1, 12):02}"
    forms = (str(year), f"{month}~", f"[{month}-01..{month}-09]")
    return f"{month}-{chance.randint(1, 28):02}" if number % 16 else forms[number // 16 % 3]


def _title(chance: random.Random) -> str:
    return _text(chance, chance.randint(60, 140)).capitalize()


def _name(chance: random.Random, number: int) -> str:
    return f"{' '.join(chance.choices(WORDS, k=chance.randint(1, 4))).title()} {number}"


def _text(chance: random.Random, length: int) -> str:
    """Words of at most so many characters in all."""
    words = chance.choices(WORDS, k=length // 5)
    return " ".join(words)[:length].strip()


if __name__ == "__main__":
    write_heavy(Path(sys.argv[1]), int(sys.argv[2]), {})
