"""The officer's words for what the rules and lists call by codes."""

from flask_babel import lazy_gettext as _l

from app.domain.requests import DecisionReason
from app.domain.vocabulary import Gender, Modality, Role, SignatureWay, Strength

MODALITIES = {
    Modality.ON_SITE: _l("On site"),
    Modality.VIDEO: _l("Video"),
    Modality.PHONE: _l("Phone"),
}
ROLES = {Role.INTERPRETER: _l("Interpreter"), Role.MEDIATOR: _l("Cultural mediator")}

GENDERS = {Gender.FEMALE: _l("A woman"), Gender.MALE: _l("A man")}
STRENGTHS = {Strength.REQUIRED: _l("required"), Strength.PREFERRED: _l("preferred")}

SIGNATURES = {
    SignatureWay.NONE: _l("no signature is needed"),
    SignatureWay.RECEIPT: _l("a receipt is signed"),
    SignatureWay.WET_AT_SITE: _l("by hand at the site"),
    SignatureWay.WET_AT_HOST: _l("by hand in the room the interpreter sits in"),
    SignatureWay.COURIER: _l("by hand, sent by courier"),
    SignatureWay.QUALIFIED_ESIGN: _l("with a qualified electronic signature"),
    SignatureWay.AUDIO: _l("by consent on the sound recording"),
}

DECISIONS = {
    DecisionReason.REMOTE: _l("it is held in person unless the coordinator accepts your reason"),
    DecisionReason.SUBSTITUTE: _l("another dialect may be used"),
    DecisionReason.EMBARGO: _l("the site is kept secret for a while"),
}

#: Why the newest plan left a seat empty; a code that is not listed gets the general words.
REASONS = {
    "no_candidate": _l("Nobody in the pool meets all that is asked."),
    "all_busy": _l("Everybody who could come has other work at that time."),
    "not_beside": _l("Nobody can reach the site in time."),
    "chain_incomplete": _l("Only one half of a chain through a third language was found."),
    "room": _l("No room with a tested line is free at that time."),
}
SOME_REASON = _l("The plan found nobody.")

#: What an officer reads of the audit trail; acts that are not listed are the pool's own affair.
ACTS = {
    "request.filed": _l("Filed"),
    "request.needs_decision": _l("Passed to the coordinator to decide"),
    "request.accepted": _l("Accepted"),
    "request.rejected": _l("Rejected"),
    "request.cancelled": _l("Cancelled"),
    "request.closed": _l("Closed"),
    "assignment.offered": _l("A member of the pool was asked"),
    "assignment.confirmed": _l("A member of the pool said yes"),
    "assignment.withdrawn": _l("The member withdrew"),
    "assignment.served": _l("Served"),
    "assignment.no_show": _l("The member did not come"),
    "assignment.late": _l("The member said that they will be late"),
    "assignment.arrived": _l("The member is there"),
    "assignment.began": _l("The session has begun"),
    "timesheet.entered": _l("The member entered their times"),
    "timesheet.countersigned": _l("The times were signed"),
    "timesheet.disputed": _l("The times were sent back"),
}
