"""When a text is tried again, and when it is given up."""

from datetime import datetime, timedelta

#: How long a try may take before somebody else looks after the text; over any provider's time-out.
LEASE = timedelta(seconds=30)
#: How long a receipt is waited for before the provider is asked what became of a try.
GRACE = timedelta(seconds=60)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)
#: With the longest wait about 16 hours of a provider that is away.
MOST_TRIES = 100


def next_try(
    now: datetime, tries: int, useless_after: datetime | None, spread: float
) -> datetime | None:
    """When to try again after ``tries`` tries; None to give the text up.

    Waits double, and ``spread`` (0 to 1, random) keeps texts that failed together apart.
    """
    if tries >= MOST_TRIES:
        return None
    wait = min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT) * (0.5 + spread)
    again = now + wait
    return None if useless_after is not None and again >= useless_after else again
