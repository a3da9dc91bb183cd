"""When a text is tried again, and when it is given up."""

from datetime import datetime, timedelta

#: How long a try may take before somebody else looks after the text; over any provider's time-out.
LEASE = timedelta(seconds=30)
#: How long a receipt is waited for before the provider is asked what became of a try.
GRACE = timedelta(seconds=60)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)
MOST_TRIES = 8


def next_try(
    now: datetime, tries: int, useless_after: datetime | None, spread: float
) -> datetime | None:
    """When to try again after ``tries`` tries; None to give the text up.

    Waits double, and ``spread`` (0 to 1, random) keeps texts that failed together apart.
    """
    if tries >= MOST_TRIES:
        return None
    wait = min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT) * (0.5 + spread)
    again = now + wait
    return None if useless_after is not None and again >= useless_after else again
