"""Templates as Python code: compiled once in a process, and those that come with the program once for all.

These lie in a folder `__pycache__` beside this file, where Python keeps the code of this very module: who can write
there can write any other part of the program. No code is ever read from a build's cache, which may come from anywhere.
"""

import contextlib
import os
from io import BytesIO
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from timeline.fingerprint import THEMES, program_mark

FOLDER = Path(__file__).parent / "__pycache__"


class Compiled(jinja2.BytecodeCache):
    """Remembers the code of a template by its name, file and text."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}
        self._shipped: set[str] = set()

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        key = self.get_cache_key(name, filename)
        if filename and any(Path(filename).is_relative_to(folder) for folder in THEMES):
            self._shipped.add(key)
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))
        if bucket.code is None and bucket.key in self._shipped:
            with contextlib.suppress(OSError):
                mark, _, code = _file(bucket).read_bytes().partition(b"\n")
                if mark == program_mark().encode():
                    # It says itself of which Python, which Jinja and which text it is.
                    bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._code[bucket.key, bucket.checksum] = bucket.code
        if bucket.key in self._shipped:
            # An installation may belong to somebody else.
            with contextlib.suppress(OSError):
                staged = _file(bucket).with_suffix(f".{os.getpid()}")
                FOLDER.mkdir(exist_ok=True)
                with staged.open("wb") as file:
                    file.write(program_mark().encode() + b"\n")
                    bucket.write_bytecode(file)
                staged.replace(_file(bucket))


def _file(bucket: Bucket) -> Path:
    return FOLDER / f"{bucket.key}.template"
