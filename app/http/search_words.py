"""A search in words: its steps, whose word it waits for, how it ended."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.ladder.model import Consent, Consenter, EndReason, StepKind
from app.domain.states import LadderState

STEPS = {
    StepKind.REPAIR: _l("Mending the plan of the day"),
    StepKind.WAVE: _l("Members are asked"),
    StepKind.DIALECT: _l("A dialect further from the applicant's"),
    StepKind.REMOTE: _l("By video or phone instead of in person"),
    StepKind.OTHER_COUNTRY: _l("Members from the other country"),
    StepKind.RELAY: _l("A relay through a third language"),
    StepKind.MEDIATOR: _l("A cultural mediator instead of an interpreter"),
    StepKind.BY_HAND: _l("The coordinator's own list"),
    StepKind.ANOTHER_TIME: _l("Another time"),
    StepKind.END: _l("The end: nobody was found"),
}
#: What is asked of whoever must agree.
QUESTIONS = {
    StepKind.DIALECT: _l("Does the applicant agree to a dialect further from their own?"),
    StepKind.REMOTE: _l("May the session be held by video or phone?"),
    StepKind.OTHER_COUNTRY: _l("May members from the other country be asked?"),
    StepKind.RELAY: _l("May two interpreters work through a third language?"),
    StepKind.MEDIATOR: _l("Would a cultural mediator do instead of an interpreter?"),
    StepKind.BY_HAND: _l("Do you know somebody to call? Then ask them; or let the search go on."),
    StepKind.ANOTHER_TIME: _l("May the session be held at another time?"),
}
CONSENTERS = {
    Consenter.OFFICER: _l("the officer"),
    Consenter.COORDINATOR: _l("the coordinator"),
    Consenter.HOST: _l("the other country's coordinator"),
}
#: Tone, icon and word of a badge.
CONSENTS = {
    Consent.ASKED: ("info", "hourglass", _l("Waits for a word")),
    Consent.GIVEN: ("good", "check", _l("Agreed")),
    Consent.REFUSED: ("warn", "x", _l("Not agreed")),
    Consent.LAPSED: ("", "hourglass", _l("No word in time")),
}
ENDS = {
    EndReason.NOBODY_ALLOWED: _l("nobody in the pool may and can take it"),
    EndReason.ALL_SAID_NO: _l("everybody who was asked said no"),
    EndReason.NOBODY_ANSWERED: _l("nobody who was asked said yes in time"),
    EndReason.TIME_IS_OVER: _l("the session was too near to ask anybody"),
    EndReason.NOT_WANTED: _l("it is not wanted any more"),
}
STATES = {
    LadderState.RUNNING: ("info", "search", _l("Search under way")),
    LadderState.PAUSED: ("warn", "clock", _l("Search paused")),
    LadderState.STOPPED: ("", "circle-slash", _l("Search stopped")),
    LadderState.COVERED: ("good", "circle-check", _l("Somebody was found")),
    LadderState.UNCOVERED: ("bad", "circle-alert", _l("Nobody was found")),
}


def chance(value: float | None) -> str:
    """A probability as people say it."""
    if value is None:
        return ""
    tenths = round(10 * value)
    if tenths >= 10:  # noqa: PLR2004 - all of ten
        return str(_("almost certain that one says yes"))
    if tenths == 0:
        return str(_("hardly a chance that one says yes"))
    return str(_("a chance of about %(count)s in 10 that one says yes", count=tenths))
