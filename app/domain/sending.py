"""When a message is tried again, and when it is given up.

Codes: twilio.com/docs/api/errors. What is refused for good (21211 bad number, 21408 no permission,
21614 not a mobile, 30006 landline) is not tried again; the coordinator is told.
"""

from datetime import datetime, timedelta

#: How long a try may take before somebody else looks after the text; over any provider's time-out.
LEASE = timedelta(seconds=30)
#: How long a receipt is waited for before the provider is asked what became of a try.
GRACE = timedelta(seconds=60)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)
#: How long a provider that cannot be asked what it has is waited for, where there is another.
SILENCE = timedelta(minutes=15)
#: The number wants no texts.
OPTED_OUT = "21610"
#: Failures of messages that were taken, after which the same may succeed later: the phone is off
#: or full (30003), the provider's queue ran over (30001), nobody answered the call.
PASSING = frozenset({"30001", "30003", "busy", "no-answer"})
FIRST_AGAIN, LONGEST_AGAIN, MOST_AGAIN = timedelta(minutes=5), timedelta(hours=1), 5
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


def again_at(
    now: datetime, again: int, useless_after: datetime | None, spread: float
) -> datetime | None:
    """When to send once more what was taken and did not arrive for the ``again``-th time; None
    where that would be too late, or too often."""
    if again > MOST_AGAIN:
        return None
    wait = min(FIRST_AGAIN * 2 ** (again - 1), LONGEST_AGAIN) * (0.75 + spread / 2)
    at = now + wait
    return None if useless_after is not None and at >= useless_after else at
