"""The demonstration's clock and network as rules."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.messages import ProviderStatus
from app.domain.simulation import (
    HURRIES_FOR,
    SPEEDS,
    UNDELIVERED_CODE,
    ClockSetting,
    Loss,
    Trouble,
    arrivals,
)
from tests.factories import NOW

steps = st.lists(
    st.tuples(
        st.integers(0, 7200).map(lambda each: timedelta(seconds=each)),
        st.sampled_from(SPEEDS),
        st.integers(0, 86400).map(lambda each: timedelta(seconds=each)),
    ),
    max_size=8,
)


@given(steps)
def test_the_clock_never_goes_back_and_never_falls_behind(
    changes: list[tuple[timedelta, int, timedelta]],
) -> None:
    setting, real, shown = ClockSetting(NOW, NOW, 1), NOW, NOW
    for passed, speed, ahead in changes:
        real += passed
        before = setting.shows(real)
        assert before >= shown
        setting = setting.changed(real, speed=speed, ahead=ahead)
        shown = setting.shows(real)
        assert shown == before + ahead
        assert shown >= real
        assert setting.shows(real + timedelta(seconds=1)) == shown + timedelta(seconds=speed)


def test_hurrying_ends_by_itself() -> None:
    setting = ClockSetting(NOW, NOW, 60)
    end = NOW + HURRIES_FOR
    assert setting.hurries(end - timedelta(seconds=1))
    assert not setting.hurries(end)
    assert setting.shows(end + timedelta(hours=1)) == NOW + 60 * HURRIES_FOR + timedelta(hours=1)
    assert not ClockSetting(NOW, NOW, 1).hurries(NOW)


troubles = st.builds(
    Trouble,
    st.sampled_from(list(Loss)),
    st.integers(0, 3600).map(lambda each: timedelta(seconds=each)),
    st.booleans(),
    st.booleans(),
)


@given(troubles, st.floats(0, 1))
def test_receipts_come_in_order_once_or_twice(trouble: Trouble, spread: float) -> None:
    found = arrivals(trouble, NOW, spread)
    assert len(found) == (2 if trouble.repeats else 1)
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert found[0].at >= NOW
    lost = trouble.loss is Loss.UNDELIVERED
    for each in found:
        assert (each.status is ProviderStatus.UNDELIVERED) is lost
        assert each.error_code == (UNDELIVERED_CODE if lost else "")
    if not trouble.shuffles:
        assert found[0].at == NOW + trouble.delay
