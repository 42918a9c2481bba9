"""The articles that imported events rest on: those that are there, found by address, and placeholders for others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.checks.article_addresses import FIELDS, page_of
from timeline.checks.placeholder import host_of
from timeline.content.load import Content, Entry
from timeline.content.references import values
from timeline.importers.found import Source
from timeline.importers.markup import escaped
from timeline.model import Article
from timeline.placing.registers import free, taken_ids
from timeline.placing.writing import FORMS, article_text
from timeline.problems import quoted
from timeline.scaffold.article import article_name
from timeline.scaffold.filling import filled
from timeline.scaffold.page_metadata import Metadata
from timeline.text import FORBIDDEN, id_fault, squeeze, url_fault


@dataclass(frozen=True, slots=True)
class Articles:
    """titles has those of all articles by id, known their ids by address; added grows while events are placed."""

    content: Content
    titles: dict[str, str]
    known: dict[str, str]
    taken: set[str]
    best: Mapping[str, Source]
    today: str
    added: dict[str, dict[str, str]] = field(default_factory=dict)

    def sources_line(self, sources: Iterable[Source], body: str) -> tuple[str, list[str]]:
        """A paragraph with a link to each article, without those that the text links to; and what cannot be linked."""
        links: dict[str, str] = {}
        lost = []
        for source in sources:
            name, why = self._id_of(source)
            if why:
                lost.append(why)
            if name and f"(article:{name})" not in body:
                links[name] = f"[{escaped(self._called(name, [*links.values()]))}](article:{name})"
            elif not name and source.title:
                links[source.title] = escaped(source.title)
        if not links:
            return "", lost
        return filled((FORMS / "sources.md").read_text("utf-8"), {"SOURCES": ", ".join(links.values())}).strip(), lost

    def entries(self) -> dict[str, Entry[Article]]:
        """The new articles, as they will be read."""
        folder = self.content.root / "articles"
        return {
            name: Entry("article", name, str(folder / f"{name}.md"), (), dict(written), Article.model_validate(written))
            for name, written in self.added.items()
        }

    def files(self) -> dict[str, str]:
        """The path of each new article below the content folder, and its text."""
        return {f"articles/{name}.md": article_text(written) for name, written in self.added.items()}

    def _called(self, name: str, others: Sequence[str]) -> str:
        """What a link to an article says: its title, or where there is none yet, its host, which stays true."""
        title = self.titles[name]
        if url_fault(title):
            return title
        host = host_of(title)
        return title.partition("//")[2] if any(link.startswith(f"[{escaped(host)}]") for link in others) else host

    def _id_of(self, source: Source) -> tuple[str, str]:
        """The id of its article, and why it has none, if that is a loss."""
        url = source.url
        if not url:
            return "", ""
        if url in self.titles:
            return url, ""
        if fault := _fault(url):
            return "", f"no article {quoted(url)} is there" if not id_fault(
                url
            ) else f"the source {quoted(url)}: {fault}"
        page = page_of(url)
        if page not in self.known:
            self.known[page] = self._added(self.best.get(page, source))
        return self.known[page], ""

    def _added(self, source: Source) -> str:
        name = free(article_name(Metadata(source.title, source.publisher, url=source.url)), "article", self.taken)
        self.taken.add(name)
        self.titles[name] = source.title or source.url
        self.added[name] = {
            "title": self.titles[name],
            "publisher": source.publisher or host_of(source.url),
            "published": f"[..{self.today}]",
            "url": source.url,
        }
        return name


def articles(content: Content, sources: Iterable[Source], today: str) -> Articles:
    """sources are all there are: of one that several events name, one may know more than the others."""
    known: dict[str, str] = {}
    titles = {}
    for entry in content.articles.values():
        title = entry.written.get("title")
        titles[entry.id] = squeeze(title) if isinstance(title, str) and title.strip() else entry.id
        for field_ in FIELDS:
            for _, url in values(entry.written, (field_,)):
                if not url_fault(url):
                    known.setdefault(page_of(url), entry.id)
    return Articles(content, titles, known, taken_ids(content, "article"), _best(sources), today)


def _best(sources: Iterable[Source]) -> dict[str, Source]:
    """Of each address all that is said of it, by whoever says it first."""
    best: dict[str, Source] = {}
    for source in sources:
        if source.url and not _fault(source.url):
            page = page_of(source.url)
            first = best.get(page, source)
            best[page] = Source(first.url, first.title or source.title, first.publisher or source.publisher)
    return best


def _fault(url: str) -> str | None:
    return "a character in it cannot be seen" if FORBIDDEN.search(url) else url_fault(url)
