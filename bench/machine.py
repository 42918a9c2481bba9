"""The machine that is measured on, in general terms, and the folder where the measuring is done."""

import os
import platform
import tempfile
from pathlib import Path

MEMORY_FOLDER = Path("/dev/shm")


def description() -> str:
    """Processor, memory, system and Python; no name and no path."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    kernel = platform.release().partition("-")[0]
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB of memory, {platform.system()} {kernel}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def work_folder(room: int) -> tuple[Path, str]:
    """A folder with room for so many bytes, in memory if there is one, and what is to be said about it."""
    if _in_memory(MEMORY_FOLDER) and _free(MEMORY_FOLDER) >= room:
        return MEMORY_FOLDER, "all files in memory (tmpfs)"
    return Path(
        tempfile.gettempdir()
    ), f"files in the system's temporary folder, for no tmpfs has {room / 1e9:.1f} GB free"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _in_memory(folder: Path) -> bool:
    try:
        mounts = Path("/proc/mounts").read_text("utf-8").splitlines()
    except OSError:
        return False
    return any(mount.split()[1:3] == [str(folder), "tmpfs"] for mount in mounts)


def _free(folder: Path) -> int:
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize
