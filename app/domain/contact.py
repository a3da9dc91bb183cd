"""How and when a member wants to be reached, beyond what works with their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.domain.ladder.quiet import Preferences, free_time
from app.domain.member_rules import Fault
from app.domain.said import Sentence, said
from app.domain.vocabulary import Script
from app.domain.words import LANGUAGES

#: A Friday in Ramadan: no day has more rests.
_FULLEST = date(2026, 2, 20)
#: So much of every day must be left.
LEAST_FREE = timedelta(hours=2)


@dataclass(frozen=True)
class Contact:
    """A member's choices; from ``quiet_from`` to ``quiet_until``, which are local and may go past
    midnight, they want to be left alone."""

    prefers_calls: bool
    page_language: str
    sms_script: Script
    keeps_friday: bool = False
    keeps_ramadan: bool = False
    quiet_from: time | None = None
    quiet_until: time | None = None

    @property
    def wishes(self) -> Preferences:
        """When they want not to be written to."""
        start, end = self.quiet_from, self.quiet_until
        quiet = (start, end) if start is not None and end is not None else None
        return Preferences(self.keeps_friday, self.keeps_ramadan, quiet)


def find_faults(new: Contact) -> dict[str, Sentence]:
    """What is wrong by field, with the remedy."""
    return dict((*_language(new), *_quiet(new)))


def _language(new: Contact) -> Iterator[Fault]:
    if new.page_language not in {words.tag for words in LANGUAGES}:
        yield "page_language", said("Choose one of the languages.")


def _quiet(new: Contact) -> Iterator[Fault]:
    start, end = new.quiet_from, new.quiet_until
    if (start is None) != (end is None):
        yield "quiet_until", said("Give both times, or neither.")
    elif start is not None and start == end:
        yield "quiet_until", said("Give another time than the first.")
    elif free_time(_FULLEST, new.wishes) < LEAST_FREE:
        hours = LEAST_FREE // timedelta(hours=1)
        yield "quiet_until", said("Leave {hours} hours of every day for texts.", hours=hours)
