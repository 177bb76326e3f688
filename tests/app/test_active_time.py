"""Active time: gaps between gestures, pauses left out."""

from annotator.app.active_time import LONGEST_GAP, ActiveTime


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_gaps_between_gestures_add_up_and_pauses_are_left_out() -> None:
    clock = Clock()
    active = ActiveTime(clock)
    active.touch()
    for gap in (3.0, LONGEST_GAP, LONGEST_GAP + 1, 2.0):
        clock.now += gap
        active.touch()
    assert active.stop() == 5 + LONGEST_GAP


def test_the_first_gesture_counts_nothing() -> None:
    active = ActiveTime(Clock())
    active.touch()
    assert active.stop() == 0


def test_taking_keeps_the_rest_of_a_second() -> None:
    clock = Clock()
    active = ActiveTime(clock)
    active.touch()
    taken = 0
    for _ in range(10):
        clock.now += 0.75
        active.touch()
        taken += active.take()
    assert taken == 7
    assert active.stop() == 0


def test_after_a_stop_another_article_begins_at_nothing() -> None:
    clock = Clock()
    active = ActiveTime(clock)
    active.touch()
    clock.now += 10
    active.touch()
    active.stop()
    clock.now += 10
    active.touch()
    assert active.take() == 0
