"""A folder of its own for each preview: two at once do not meet, and the next one takes up where one ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


@contextmanager
def own_folder(cache: Path) -> Iterator[Path]:
    """The first folder below the cache that no running preview has: `serve-1`, if it is the only one.

    It is held as long as the process lives, however that ends. Raises OSError where it cannot be made.
    """
    # Imported here: it takes long.
    from filelock import FileLock, Timeout

    for number in count(1):
        folder = cache / f"serve-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "lock"
        # Made here first: where it cannot be, FileLock would wait for somebody else to let go of it.
        file.touch()
        lock = FileLock(file, blocking=False)
        try:
            lock.acquire()
        except Timeout:
            continue
        with lock:
            yield folder
        return
