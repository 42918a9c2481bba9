"""A shell, in which somebody types what the documentation says."""

import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path


def typed(lines: str, folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """How the lines end that are typed in a folder, and what is printed; Ctrl-C ends a preview once it serves."""
    process = subprocess.Popen(
        ["bash", "-e", "-c", lines],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    told = ""
    if " serve" in lines:
        while "http://" not in told and (line := process.stdout.readline()):
            told += line
        os.killpg(process.pid, signal.SIGINT)
    told += process.stdout.read()
    return process.wait(), told
