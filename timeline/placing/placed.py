"""Where what was found belongs in a content folder: new files, additions to registers, and what is there already."""

from collections.abc import Iterable

from timeline.content.edits import Original, edited, fields_edit, original
from timeline.content.load import REGISTERS, SITE, Content, Entry
from timeline.content.references import aliases
from timeline.dates import DateError, overlaps, parse
from timeline.formats.text import number
from timeline.importers.found import Event, Found
from timeline.markdown import plain, too_costly
from timeline.model import Event as Record
from timeline.placing.adoption import Addition, Adoption, Asked, NewFile
from timeline.placing.drafting import Work, drafts_of, work_on
from timeline.placing.proving import LESS, NOTHING, WHOLE, errors_of, less_of, reduced
from timeline.placing.registers import Register, taken_ids
from timeline.placing.shaping import cleaned, shaped
from timeline.placing.telling import Told, in_order
from timeline.placing.writing import register_field, settings_text
from timeline.problems import printable, quoted
from timeline.scaffold.project import title_of
from timeline.text import squeeze


def placed(content: Content, found: Found, asked: Asked, is_new: bool) -> Adoption:
    """Nothing that is there is changed, but for entries at the end of registers. Raises CannotPlace and OSError.

    An event that names no thread gets the one that is asked for, else the only one there is, else one that is called
    like the timeline that was found, or like its file. is_new says that the content has no settings yet.
    """
    told = Told(list(found.lost), list(found.notes))
    new, there = _new(content, shaped(found.events, told), told)
    # What was lost of these was told when they came in.
    told = told.without(there)
    default = _default_thread(content, found, asked)
    levels, reasons = dict.fromkeys((event.id for event in new), WHOLE), dict[str, str]()
    while True:
        kept = [event for event in new if levels[event.id] < NOTHING]
        work = work_on(content, found, asked, kept, default)
        drafts, unfit = drafts_of(work, [reduced(event, levels[event.id]) for event in kept])
        if not (why := unfit or errors_of(work, drafts)):
            break
        for name, each in why.items():
            levels[name] = less_of(levels[name], each)
            reasons[name] = each.message
    for event in new:
        if event.id in reasons:
            told.lose(event.where, LESS[levels[event.id]].format(title=quoted(event.title), why=reasons[event.id]))
    told.lost.extend(work.told.lost)
    told.notes.extend(work.told.notes)
    files = [] if not is_new or not drafts else [NewFile(SITE, settings_text(*_title_and_description(found, asked)))]
    if is_new and drafts:
        _tell_of_new_settings(found, asked, told)
    elif not is_new and new:
        _tell_of_settings(work, found, asked, told)
    if not asked.thread and default in content.threads and (count := sum(not event.thread for event in kept)):
        told.note("", f"{number(count, 'event')} without a thread: into {default}; --thread names another")
    files += [NewFile(f"media/{name}", copy_of=file) for name, file in work.pictures.added.items()]
    files += [NewFile(path, text) for path, text in work.articles.files().items()]
    files += [NewFile(draft.path, draft.text) for draft in drafts]
    counts: dict[str, int] = {
        "event": len(drafts),
        "article": len(work.articles.added),
        **{register.kind: len(register.added) for register in work.registers},
        "image": len(work.pictures.added),
    }
    additions = tuple(_addition(content, register) for register in work.registers if register.added)
    return Adoption(tuple(files), additions, counts, len(there), in_order(told.lost), in_order(told.notes))


def _new(content: Content, events: Iterable[Event], told: Told) -> tuple[list[Event], list[str]]:
    """The events that are not there yet, and where in the source those stand that are."""
    by_alias = {name: entry for entry in content.events.values() for name in aliases(entry)}
    taken = taken_ids(content, "event")
    new, there = [], []
    for event in events:
        entry = content.events.get(event.id) or by_alias.get(event.id)
        if entry and _is_the_same(event, entry):
            there.append(event.where)
        elif entry:
            taken_by = f"its id {event.id} is that of another event, in {printable(entry.file)}"
            told.lose(event.where, f"{quoted(event.title)} is left out: {taken_by}; give one of them another id")
        elif event.id in taken:
            told.lose(event.where, f"{quoted(event.title)} is left out: another event was published as {event.id}")
        else:
            new.append(event)
    return new, there


def _is_the_same(event: Event, entry: Entry[Record]) -> bool:
    title, date = entry.written.get("title"), entry.written.get("date")
    if isinstance(title, str) and squeeze(title).casefold() == event.title.casefold():
        return True
    try:
        return isinstance(date, str) and overlaps(parse(date.strip()), parse(event.date))
    except DateError:
        return False


def _default_thread(content: Content, found: Found, asked: Asked) -> str:
    if asked.thread:
        return asked.thread
    return next(iter(content.threads)) if len(content.threads) == 1 else _title_and_description(found, asked)[0]


def _title_and_description(found: Found, asked: Asked) -> tuple[str, str]:
    title = squeeze(cleaned(found.title, "", "", Told())) or title_of(asked.source.with_suffix(""))
    description = cleaned(found.description, "", "", Told())
    return title, "" if too_costly(description) else squeeze(plain(description))


def _tell_of_new_settings(found: Found, asked: Asked, told: Told) -> None:
    """What site.yaml begins with, where the source did not say it."""
    title, _ = _title_and_description(found, asked)
    named = "" if found.title else f"the title {quoted(title)}, after the file, and "
    told.note("", f"site.yaml begins with {named}no language, which means English; say so if it is another")


def _tell_of_settings(work: Work, found: Found, asked: Asked, told: Told) -> None:
    """What the source says of itself has no other place than site.yaml, which is there already."""
    title, description = _title_and_description(found, asked)
    settings = work.content.settings
    if found.title and title != settings.title and not work.threads.named(title):
        told.note("", f"the timeline's title, {quoted(title)}, stands nowhere; the site is {quoted(settings.title)}")
    if description and description != settings.description:
        told.lose("", f"the timeline's description, {quoted(description)}; site.yaml is there already")


def _addition(content: Content, register: Register) -> Addition:
    name, _ = REGISTERS[register.kind]
    file = content.root / name
    whole = original(file) if file.exists() else None
    fields = [register_field(key, written) for key, written in register.added.items()]
    edit = fields_edit(whole or Original("", 0, 0, {}), (), fields)
    return Addition(name, whole.text if whole else None, edited(whole.text if whole else "", (edit,)))
