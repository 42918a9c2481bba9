"""What is found while reading: files that cannot be understood, and fields that hold what they cannot."""

from collections.abc import Iterable

from timeline.content.load import Content
from timeline.problems import Problem


def unreadable(content: Content) -> Iterable[Problem]:
    """`missing-file`: a file that the content cannot do without is not there, threads.yaml. Write it; one thread is
    enough.

    `stray-file`: a file lies where it is not read, and what it says would be lost in silence: an event whose name does
    not end in `.yaml`, or, as a warning, a misspelt register or a file that is no entry. Rename it, or move it out of
    `content/`.

    `not-a-file`: a link, a pipe or a device stands where a file should. Links are not followed, for they could lead out
    of the content. Put the file itself there.

    `not-a-folder`: a file stands where the content has a folder. Remove or rename the file, and put the entries into a
    folder of that name.

    `unreadable-file`: the system does not let a file be read. Mend its permissions.

    `too-large`: a file is larger than is read. Make two entries of it.

    `too-many-values`: a file holds more values than are read. Make two entries of it.

    `too-deep`: lists and mappings are nested in one another beyond all use. Look for brackets that were meant as text,
    and put the text in quotes.

    `not-utf-8`: a file is not encoded in UTF-8. Save it as UTF-8; editors call this “encoding”.

    `forbidden-character`: a text holds an invisible character that could deceive a reader or a program: a control
    character, or one that turns the direction of writing. Delete it; typing the passage anew is often quickest.

    `no-front-matter`: a Markdown file does not begin with its fields between two lines of three hyphens. Put `---` on
    the first line, the fields below, and `---` below these.

    `yaml-syntax`: a file is not YAML. The cause is often a line or two above the place. Put quotes around texts with a
    colon and a space, close every quote and bracket, and indent with care.

    `yaml-anchor`: a file uses YAML's anchors, aliases or merge keys, which hide what an entry says. Write the value
    out. A text that begins with `&` or `*` needs quotes.

    `yaml-tag`: a value begins with `!`, which makes a tag in YAML. Put the text in quotes.

    `tab`: a YAML file holds a tab. Replace it by spaces.

    `repeated-key`: a key stands twice in one mapping, and one of the two values would be lost. Remove one.

    `repeated-id`: two files of one kind, in different folders, have the same name, and so the same address. Rename the
    newer one.

    `bad-id`: a file's name, a register's key, an alias or an excerpt's `key` cannot be an id: it has other letters than
    a to z and digits, is longer than 80 characters, or is a name that Windows or the site keeps for itself. Rename it:
    `Talks_1` could be `talks-1`.

    `bad-lock-line`: a line of published.lock or quotes.lock is damaged, most often by hand. Remove it, or take the line
    back from an earlier version of the file; `timeline verify` makes quotes.lock anew.

    `missing-field`: a required field is not there, or of a place's `lat` and `lon` one alone is. Add what is missing;
    [content.md](content.md) says which fields are required.

    `unknown-field`: a record has a field that is not known, and nothing would be made of it. Mend the name, or remove
    the field; [content.md](content.md) lists them all.

    `unknown-value`: a field takes one of a few words, and has another. Choose one of those that the message names.

    `wrong-shape`: a field holds a text where a list is expected, a list where a mapping is, and so on. Write it in the
    shape that the message names.

    `empty-text`: a field holds an empty text. Write something, or remove the field.

    `not-a-paragraph`: a summary has an empty line in it, or is a heading, a list or a quotation; it stands in lists and
    feeds, where there is room for a paragraph. Move what is more than one to `body`.

    `bad-date`: a date is not EDTF, or cannot be. Write it as [dates.md](dates.md) shows. Dates that begin with `[` or
    `{` need quotes.

    `bad-number`: a number is not one, or not within its limits. Write digits; the message says which limits there are.

    `bad-url`: a web address does not begin with `https://` or `http://`, names no host or a user, or holds spaces,
    quotes or the like. The site's own holds no `?` or `#` either, and `repository` on a known host names an owner and a
    repository. Copy the address from a browser, in full. The name of a newspaper belongs in `publisher`.

    `bad-path`: an image's `src` leaves the folder `media/` or has backslashes. Put the image below `content/media/`,
    and write its path from there.

    `bad-language`: a language is not a BCP 47 tag. Write the tag, such as `en` or `pt-BR`.

    `bad-time-zone`: a time zone is not in the IANA database. Write region and city, as in `Europe/Kyiv`.

    `bad-feed-id`: `id` in site.yaml is not a domain, a comma and a year. Write both, in quotes, as in
    `"example.org,2025"`.
    """
    return content.problems
