"""A function over many items in several processes is the same as in one."""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from mmap import mmap
from pathlib import Path

import pytest

from tests.conftest import at_most
from timeline.workers import FEWEST, WorkerDied, shared_out, uncollected

ITEMS = list(range(3 * FEWEST + 1))


def worded(item: int) -> str:
    return f"item\n{item}"


def refusing(item: int) -> str:
    if item == 2 * FEWEST:
        raise ValueError("not this one")
    return worded(item)


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert shared_out(worded, ITEMS, jobs) == [worded(item) for item in ITEMS]


@pytest.fixture
def all_at_work(tmp_path: Path) -> Callable[[int], None]:
    """Waits, in each process, until as many processes as asked for have come here."""

    def wait(jobs: int) -> None:
        (tmp_path / str(os.getpid())).touch()
        with at_most(20):
            while len(os.listdir(tmp_path)) < jobs:
                pass

    return wait


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_work_is_done_by_as_many_processes(all_at_work: Callable[[int], None], jobs: int) -> None:
    def pid(item: int) -> str:
        all_at_work(jobs)
        return str(os.getpid())

    assert len(set(shared_out(pid, ITEMS, jobs))) == jobs


def test_a_process_goes_on_however_much_it_has_to_tell() -> None:
    here, made = os.getpid(), mmap(-1, len(ITEMS))

    def long(item: int) -> str:
        if os.getpid() != here:
            made[item] = 1
        with at_most(20):
            while os.getpid() == here and sum(made[:]) < len(ITEMS) // 2:
                pass
        return "word " * 1000

    assert shared_out(long, ITEMS, 2) == ["word " * 1000] * len(ITEMS)


def test_few_items_of_great_effort_are_worth_a_process(all_at_work: Callable[[int], None]) -> None:
    def process(item: int) -> str:
        all_at_work(2)
        return str(os.getpid())

    assert len(set(shared_out(process, [1, 2], 2, 2 * FEWEST))) == 2


def test_few_items_are_not_worth_a_process() -> None:
    assert set(shared_out(lambda item: str(os.getpid()), ITEMS[: FEWEST - 1], 2)) == {str(os.getpid())}


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_raises_in_a_process_is_raised_here(jobs: int) -> None:
    with pytest.raises(ValueError, match="not this one"):
        shared_out(refusing, ITEMS, jobs)


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(7)])
def test_a_process_that_dies_is_reported_as_that(all_at_work: Callable[[int], None], end: Callable[[], None]) -> None:
    here = os.getpid()

    def dying(item: int) -> str:
        all_at_work(2)
        if os.getpid() != here:
            end()
        return worded(item)

    with pytest.raises(WorkerDied):
        shared_out(dying, ITEMS, 2)


def test_no_process_is_left_behind() -> None:
    """In a process of its own, for this one may have children of other tests."""
    code = """if True:
        import os
        from tests.test_workers import ITEMS, refusing, shared_out
        try:
            shared_out(refusing, ITEMS, 3)
        except ValueError:
            os.waitpid(-1, os.WNOHANG)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert "ChildProcessError" in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_garbage_is_looked_for_afterwards_as_it_was_before(jobs: int) -> None:
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    with uncollected():
        assert not gc.isenabled()
        shared_out(worded, ITEMS, jobs)
        assert not gc.isenabled()
        with pytest.raises(ValueError, match="not this one"):
            shared_out(refusing, ITEMS, jobs)
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before
