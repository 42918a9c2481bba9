"""Puts new content into single files of a site that lies as the last build left it."""

import json
from collections.abc import Mapping
from pathlib import Path

from timeline.fingerprint import sha256
from timeline.publish import output
from timeline.publish.manifest import CannotPublish, Manifest, Update, Written, write_manifest
from timeline.publish.output import BUILD
from timeline.publish.update import Target


def amend(target: Target, known: Manifest, contents: Mapping[str, bytes]) -> Update | None:
    """Put these files in place of those that are there; None, and nothing done, if build.json is not as it was.

    Raises CannotPublish.
    """
    digests = {path: sha256(content) for path, content in contents.items()}
    changed = {path: content for path, content in contents.items() if digests[path] != known[path].sha256}
    try:
        with output.alone(target.folder), output.staging(target.folder) as staging:
            if build := _build_json(target, known, {path: digests[path] for path in changed}):
                changed[BUILD], digests[BUILD] = build, sha256(build)
                return _put(target, known, changed, digests, staging)
    except OSError as error:
        raise CannotPublish(f"{error.filename or target.folder}: {error.strerror or error}") from error
    return None


def _put(
    target: Target, known: Manifest, changed: Mapping[str, bytes], digests: Mapping[str, str], staging: Path
) -> Update:
    written = {}
    for path, content in changed.items():
        written[path] = Written(known[path].mark, digests[path], *output.write(f"{staging}/{path}", content))
    if target.manifest:
        # A build that is killed from here on leaves none, after which the next one looks into every file.
        target.manifest.unlink(missing_ok=True)
    output.refuse_what_is_in_the_way(target.folder, changed)
    output.put_in_place(staging, target.folder, changed)
    manifest = {**known, **written}
    if target.manifest:
        write_manifest(target.manifest, manifest)
    why = dict.fromkeys(sorted(changed), "its content changed")
    return Update(why, len(manifest) - len(changed), (), sum(one.size for one in manifest.values()))


def _build_json(target: Target, known: Manifest, digests: Mapping[str, str]) -> bytes | None:
    """build.json with other hashes and another input; None if it is not the one that is known."""
    content = (target.folder / BUILD).read_bytes()
    if BUILD not in known or sha256(content) != known[BUILD].sha256:
        return None
    text = content.decode()
    for path, digest in digests.items():
        line = f'  {json.dumps(path)}: "{{}}"'
        text = text.replace(line.format(known[path].sha256), line.format(digest), 1)
    head, _, files = text.partition(' "input": ')
    return f'{head} "input": "{target.input}",\n{files.partition(chr(10))[2]}'.encode()
