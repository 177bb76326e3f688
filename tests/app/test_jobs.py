"""Jobs that run without the collector of cycles."""

import gc
from collections.abc import Iterator

import pytest

from annotator.app.jobs import Job, Progress, run, without_collector


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


@without_collector
def steps(number: int, *, fails: bool = False) -> Job[list[bool]]:
    seen = []
    for done in range(number):
        seen.append(gc.isenabled())
        yield Progress(done, number)
    if fails:
        raise LookupError
    return seen


def test_the_collector_is_off_while_the_job_runs_and_on_again_after() -> None:
    assert run(steps(3)) == [False] * 3
    assert gc.isenabled()


def test_a_job_that_fails_or_is_cancelled_turns_it_on_again() -> None:
    with pytest.raises(LookupError):
        run(steps(1, fails=True))
    assert gc.isenabled()
    job = steps(3)
    next(job)
    assert not gc.isenabled()
    job.close()
    assert gc.isenabled()


def test_who_had_turned_it_off_finds_it_off() -> None:
    gc.disable()
    run(steps(1))
    assert not gc.isenabled()


def test_what_somebody_froze_stays_frozen() -> None:
    was_frozen = gc.get_freeze_count()
    if not was_frozen:
        gc.freeze()
    frozen = gc.get_freeze_count()
    run(steps(1))
    assert gc.get_freeze_count() == frozen
    if not was_frozen:
        gc.unfreeze()
