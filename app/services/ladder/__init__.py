"""Searches: whom to ask after the plan, wave after wave, until a seat is covered or it is plain
that it cannot be."""

from app.services.ladder.consents import agree, refuse
from app.services.ladder.controls import allow, except_authority, go_on, pause, skip, stop
from app.services.ladder.mending import mend_due
from app.services.ladder.standby import begin_standby_search, settle_standby
from app.services.ladder.starting import begin
from app.services.ladder.stepping import step, step_due

__all__ = [
    "agree",
    "allow",
    "begin",
    "begin_standby_search",
    "except_authority",
    "go_on",
    "mend_due",
    "pause",
    "refuse",
    "settle_standby",
    "skip",
    "step",
    "step_due",
    "stop",
]
