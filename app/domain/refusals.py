"""What is said when a lifecycle does not allow a move: a sentence for each kind of thing."""

from collections.abc import Mapping

from app.domain.said import Sentence, said

#: The states as they stand in a sentence.
STATE_WORDS: Mapping[str, Sentence] = {
    "submitted": said("submitted"),
    "accepted": said("accepted"),
    "closed": said("closed"),
    "rejected": said("rejected"),
    "cancelled": said("cancelled"),
    "proposed": said("proposed"),
    "offered": said("offered"),
    "confirmed": said("confirmed"),
    "served": said("served"),
    "no_show": said("a no-show"),
    "released": said("released"),
    "withdrawn": said("withdrawn"),
    "queued": said("queued"),
    "open": said("open"),
    "held": said("waiting for another's yes"),
    "running": said("under way"),
    "paused": said("paused"),
    "stopped": said("stopped"),
    "covered": said("covered"),
    "uncovered": said("uncovered"),
    "declined": said("declined"),
    "expired": said("expired"),
    "claimed": said("claimed"),
    "handed_over": said("handed over"),
    "delivered": said("delivered"),
    "undelivered": said("undelivered"),
    "uncertain": said("uncertain"),
    "dead": said("dead"),
    "draft": said("draft"),
    "published": said("published"),
    "superseded": said("superseded"),
    "discarded": said("discarded"),
    "solving": said("solving"),
    "solved": said("solved"),
    "no_plan": said("without a plan"),
    "failed": said("failed"),
    "entered": said("entered"),
    "countersigned": said("countersigned"),
    "disputed": said("disputed"),
    "asked": said("asked for"),
    "approved": said("approved"),
    "refused": said("refused"),
    "taken_back": said("taken back"),
}


def request(**words: str) -> Sentence:
    return said("Request {label} is {current}; it cannot become {to}.", **words)


def assignment(**words: str) -> Sentence:
    return said("Assignment {label} is {current}; it cannot become {to}.", **words)


def offer(**words: str) -> Sentence:
    return said("Offer {label} is {current}; it cannot become {to}.", **words)


def message(**words: str) -> Sentence:
    return said("Message {label} is {current}; it cannot become {to}.", **words)


def search(**words: str) -> Sentence:
    return said("Search {label} is {current}; it cannot become {to}.", **words)


def plan(**words: str) -> Sentence:
    return said("Plan {label} is {current}; it cannot become {to}.", **words)


def plan_run(**words: str) -> Sentence:
    return said("Plan run {label} is {current}; it cannot become {to}.", **words)


def timesheet(**words: str) -> Sentence:
    return said("Timesheet {label} is {current}; it cannot become {to}.", **words)


def leave(**words: str) -> Sentence:
    return said("Leave {label} is {current}; it cannot become {to}.", **words)
