"""When a search ends: by time, by count, by event."""

from scheduler.stop import Clock, Stop


def test_without_a_limit_it_goes_on() -> None:
    clock = Clock(Stop())
    clock.step()
    assert not clock.over()


def test_it_ends_after_so_many_steps() -> None:
    clock = Clock(Stop(steps=2))
    clock.step()
    assert not clock.over()
    clock.step()
    assert clock.over()


def test_steps_do_not_end_what_another_thread_counts_them_for() -> None:
    clock = Clock(Stop(steps=0, seconds=3_600.0))
    assert clock.over()
    assert not clock.late()
    clock.stop.event.set()
    assert clock.late()


def test_it_ends_when_the_time_is_up() -> None:
    assert Clock(Stop(seconds=0.0)).over()
    assert not Clock(Stop(seconds=3_600.0)).over()


def test_it_ends_when_it_is_told_to() -> None:
    stop = Stop(seconds=3_600.0)
    clock = Clock(stop)
    stop.event.set()
    assert clock.over()


def test_each_stop_has_an_event_of_its_own() -> None:
    first, second = Stop(), Stop()
    first.event.set()
    assert not Clock(second).over()
