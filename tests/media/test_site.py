"""Images from a content folder to the pages that show them."""

import json
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner

from tests.build.conftest import example_in
from tests.build.reading import document, files, srcset
from tests.conftest import EVENT, EXCERPT, Write
from tests.media.drawing import decoded, encoded, moving, picture
from timeline.build import Options, build
from timeline.cli import main
from timeline.fingerprint import Source, mark
from timeline.publish.manifest import read_manifest

STORM = "events/2025-03-11-storm/"


@pytest.fixture
def example(tmp_path: Path) -> Options:
    return example_in(tmp_path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    options = example_in(tmp_path_factory.mktemp("site"))
    build(options)
    return files(options.output)


def images(site: dict[str, bytes], page: str) -> list[Element]:
    """Those that authors gave."""
    found = document(site[page + "index.html"]).iter("img")
    return [image for image in found if "media/" in (image.get("src") or "")]


def published(site: dict[str, bytes]) -> set[str]:
    return {path for path in site if path.startswith("media/")}


def file_of(page: str, address: str) -> str:
    """The path in the site that an address on an event's page leads to."""
    assert page.count("/") == 2
    return unquote(address.removeprefix("../../"))


def test_exactly_the_images_of_published_events_are_published(site: dict[str, bytes]) -> None:
    assert published(site) == {
        "media/storm.jpg",
        "media/storm-480w.jpg",
        "media/quay/plan of the quay.png",
        "media/quay/plan of the quay-480w.png",
        "media/quay/plan of the quay-960w.png",
        "media/withdrawn.webp",
        "media/withdrawn-480w.webp",
    }


def test_those_of_drafts_are_published_with_the_drafts(example: Options) -> None:
    build(replace(example, drafts=True))
    assert "media/secret.png" in files(example.output)


def test_no_published_image_says_where_or_with_what_it_was_taken(site: dict[str, bytes], example: Options) -> None:
    kept = b"".join(file.read_bytes() for file in (example.content / "media").rglob("*.*"))
    notes = (b"CANARY", b"Exif", b"2025:03:11", b"xmpmeta", b"tEXt", b"iTXt")
    assert [note for note in notes if note not in kept] == []
    assert [path for path in published(site) if any(note in site[path] for note in notes)] == []
    assert not any(decoded(site[path]).getexif() for path in published(site))


def test_width_and_height_on_the_page_are_those_of_the_file(site: dict[str, bytes]) -> None:
    shown = images(site, STORM)
    sizes = [decoded(site[file_of(STORM, image.get("src") or "")]).size for image in shown]
    assert sizes == [(500, 300), (1200, 300)]
    assert [(int(image.get("width") or 0), int(image.get("height") or 0)) for image in shown] == sizes


def test_copies_to_choose_from_are_there_in_the_widths_they_claim(site: dict[str, bytes]) -> None:
    choices = [[(file_of(STORM, src), width) for src, width in srcset(image)] for image in images(site, STORM)]
    assert [[width for _, width in copies] for copies in choices] == [[480, 500], [480, 960, 1200]]
    assert all(decoded(site[file]).width == width for copies in choices for file, width in copies)


def test_an_image_that_was_stored_on_its_side_stands_upright(site: dict[str, bytes]) -> None:
    for path in ("media/storm.jpg", "media/storm-480w.jpg"):
        corner = decoded(site[path]).getpixel((440, 10))
        assert isinstance(corner, tuple)
        assert corner[0] > 120 > corner[2], path


def test_an_image_is_described_and_loads_late(site: dict[str, bytes]) -> None:
    [wave, plan] = images(site, STORM)
    assert wave.get("alt") == "A wave over the quay"
    assert (plan.get("loading"), plan.get("decoding")) == ("lazy", "async")
    page = document(site[STORM + "index.html"])
    figures = [figure for figure in page.iter("figure") if figure.get("class") == "media"]
    said = [" ".join("".join(figure.itertext()).split()) for figure in figures]
    assert said == ["As Ana Sá saw it. Image: Ana Sá. Licence: CC BY 4.0", ""]
    assert [link.get("href") for link in figures[0].iter("a")] == ["../../actors/ana-sa/"]


def test_an_events_data_tell_its_images(site: dict[str, bytes]) -> None:
    assert json.loads(site[STORM + "index.json"])["media"] == [
        {
            "src": "https://example.org/harbour/media/storm.jpg",
            "width": 500,
            "height": 300,
            "alt": "A wave over the quay",
            "caption": "As Ana Sá saw it.",
            "credit": "Ana Sá",
            "licence": "CC BY 4.0",
        },
        {
            "src": "https://example.org/harbour/media/quay/plan%20of%20the%20quay.png",
            "width": 1200,
            "height": 300,
            "alt": "A plan: the wall, and the part that broke",
            "caption": "",
            "credit": "",
            "licence": "",
        },
    ]


def test_a_replaced_image_is_published_anew_and_nothing_else(example: Options) -> None:
    build(example)
    (example.content / "media/storm.jpg").write_bytes(encoded(picture(500, 300), "JPEG"))
    report = build(example)
    assert report.update is not None
    assert set(report.update.written) == {"media/storm.jpg", "media/storm-480w.jpg", "build.json"}
    assert report.update.written["media/storm.jpg"] == "its content changed"


def test_an_image_that_is_used_no_more_goes(example: Options) -> None:
    build(example)
    event = example.content / "events/late/2025-03-16-withdrawn.yaml"
    event.write_text(event.read_text("utf-8").replace("withdrawn.webp", "storm.jpg"), "utf-8")
    report = build(example)
    assert report.update is not None
    assert report.update.removed == ("media/withdrawn-480w.webp", "media/withdrawn.webp")


def test_a_second_build_reads_images_and_writes_none(example: Options) -> None:
    build(example)
    report = build(example)
    assert report.update is not None
    assert not report.update.written


def test_the_same_images_in_another_folder_give_the_same_site(example: Options, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = example_in(tmp_path / "elsewhere")
    build(example)
    build(other)
    assert files(example.output) == files(other.output)


def test_a_site_that_moved_with_its_cache_is_not_made_again(example: Options, tmp_path: Path) -> None:
    build(example)
    moved = tmp_path / "elsewhere" / "content"
    shutil.copytree(example.content, moved)
    report = build(replace(example, content=moved))
    assert report.update is not None
    assert not report.update.written


@dataclass(frozen=True)
class Held:
    """Not hashable, so that no mark of an equal one can be remembered."""

    data: dict[str, int]
    where: str = field(compare=False)


def test_a_mark_leaves_out_where_a_file_lies() -> None:
    assert mark(Held({"a": 1}, "here")) == mark(Held({"a": 1}, "there")) != mark(Held({"a": 2}, "here"))
    assert mark({"source": Source("a", "here"), "width": 1}) != mark({"source": Source("a", "here"), "width": 2})


def event_with(*sources: str) -> str:
    return EVENT + EXCERPT + "media:\n" + "".join(f"  - {{src: {source!r}, alt: A picture}}\n" for source in sources)


def test_what_moves_is_published_once_at_its_own_size(content: Write, tmp_path: Path) -> None:
    root = content({"events/a.yaml": event_with("a.gif"), "media/a.gif": moving("GIF")})
    build(Options(root, tmp_path / "site", "2025-04-01"))
    site = files(tmp_path / "site")
    assert published(site) == {"media/a.gif"}
    [shown] = images(site, "events/a/")
    assert (shown.get("width"), shown.get("srcset"), shown.get("sizes")) == ("60", None, None)


def test_what_is_wider_than_any_screen_needs_is_published_narrower(content: Write, tmp_path: Path) -> None:
    root = content({"events/a.yaml": event_with("a.png"), "media/a.png": encoded(picture(4000, 20), "PNG")})
    build(Options(root, tmp_path / "site", "2025-04-01"))
    site = files(tmp_path / "site")
    [shown] = images(site, "events/a/")
    assert [width for _, width in srcset(shown)] == [480, 960, 1600, 2400]
    assert decoded(site["media/a.png"]).size == (2400, 12)


@pytest.mark.parametrize("name", ["a, b.png", "100%.png", "a#b.png", "Київ.png", "a&b.png", "'a'.png"])
def test_an_image_of_any_name_is_found_by_a_browser(content: Write, tmp_path: Path, name: str) -> None:
    written = json.dumps(name, ensure_ascii=False)
    event = EVENT + EXCERPT + f"media: [{{src: {written}, alt: A picture}}]\n"
    root = content({"events/a.yaml": event, f"media/{name}": encoded(picture(700, 20), "PNG")})
    report = build(Options(root, tmp_path / "site", "2025-04-01"))
    assert report.problems == ()
    site = files(tmp_path / "site")
    [shown] = images(site, "events/a/")
    addresses = [shown.get("src") or "", *(src for src, _ in srcset(shown))]
    assert all(file_of("events/a/", address) in site for address in addresses)
    assert not any(set(address) & set(" ,?#") for address in addresses)


def test_damage_that_only_decoding_finds_ends_with_a_sentence(content: Write, tmp_path: Path) -> None:
    damaged = bytearray(encoded(picture(), "JPEG"))
    table = damaged.find(b"\xff\xc4") + 5
    damaged[table : table + 16] = b"\xff" * 16
    root = content({"events/a.yaml": event_with("a.jpg"), "media/a.jpg": bytes(damaged)})
    ended = CliRunner().invoke(main, ["build", "--content", str(root), "--output", str(tmp_path / "site")])
    assert ended.exit_code == 1, ended.output
    assert f"{root / 'media/a.jpg'}:1:1: error[bad-image]: the image is damaged: " in ended.output
    assert not (tmp_path / "site").exists()


# A file's name, the one its event writes, and the problem.
REFUSED_NAMES = {
    "a sign that some systems refuse": ('a"b.png', 'a"b.png', "events/a.yaml"),
    "another": ("a?b.png", "a?b.png", "events/a.yaml"),
    "no room for the names of copies": ("a" * 240 + ".png", "a" * 240 + ".png", "events/a.yaml"),
    "accents of their own": ("e\u0301.png", "\u00e9.png", "media/e\u0301.png"),
}


@pytest.mark.parametrize("case", REFUSED_NAMES)
def test_a_name_that_cannot_be_published_is_a_problem(content: Write, tmp_path: Path, case: str) -> None:
    name, source, place = REFUSED_NAMES[case]
    root = content({"events/a.yaml": event_with(source), f"media/{name}": encoded(picture(), "PNG")})
    report = build(Options(root, tmp_path / "site", "2025-04-01"))
    assert [(problem.place.file, problem.code) for problem in report.problems] == [(str(root / place), "bad-path")]


def test_every_image_page_does_without_the_theme(content: Write, tmp_path: Path) -> None:
    root = content({"events/a.yaml": event_with("a.png"), "media/a.png": encoded(picture(), "PNG")})
    options = Options(root, tmp_path / "site", "2025-04-01", cache=tmp_path / "cache")
    build(options)
    (file,) = (tmp_path / "cache").glob("*.manifest")
    before = read_manifest(file)[0]["media/a.png"]
    style = root.parent / "themes" / "default" / "static" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1{color:red}", "utf-8")
    update = build(options).update
    assert update
    assert "index.html" in update.written
    assert read_manifest(file)[0]["media/a.png"] == before
