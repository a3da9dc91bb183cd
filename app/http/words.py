"""Words that all pages share, each said in the language of the page that shows it."""

from flask_babel import lazy_gettext as _l

from app.domain.coverage import Coverage
from app.domain.timesheets import Activity
from app.domain.vocabulary import Outcome

#: Tone, icon and word of a badge.
COVERAGE = {
    Coverage.UNCOVERED: ("bad", "circle-alert", _l("Nobody found yet")),
    Coverage.UNPLANNED: ("dashed", "circle-dashed", _l("Being planned")),
    Coverage.ASKED: ("info", "send", _l("Asked, no answer yet")),
    Coverage.COVERED: ("good", "circle-check", _l("Confirmed")),
}

#: A state of any lifecycle, or a modality, as a badge: tone, icon and word.
STATES = {
    "submitted": ("info", "inbox", _l("Submitted")),
    "accepted": ("good", "check", _l("Accepted")),
    "closed": ("", "archive", _l("Closed")),
    "rejected": ("bad", "circle-x", _l("Rejected")),
    "cancelled": ("", "circle-slash", _l("Cancelled")),
    "proposed": ("dashed", "circle-dashed", _l("Proposed")),
    "offered": ("info", "send", _l("Offered")),
    "confirmed": ("good", "circle-check", _l("Confirmed")),
    "served": ("", "check-check", _l("Served")),
    "no_show": ("bad", "user-x", _l("Did not come")),
    "released": ("", "undo-2", _l("Released")),
    "withdrawn": ("warn", "undo-2", _l("Withdrawn")),
    "queued": ("", "hourglass", _l("Queued")),
    "open": ("info", "clock", _l("Open")),
    "held": ("info", "hourglass", _l("Yes, waits for another's")),
    "running": ("info", "search", _l("Under way")),
    "paused": ("warn", "clock", _l("Paused")),
    "stopped": ("", "circle-slash", _l("Stopped")),
    "declined": ("warn", "x", _l("Declined")),
    "expired": ("warn", "hourglass", _l("Expired")),
    "claimed": ("", "loader-circle", _l("Being sent")),
    "handed_over": ("info", "send", _l("Handed over")),
    "delivered": ("good", "check-check", _l("Delivered")),
    "undelivered": ("bad", "octagon-alert", _l("Not delivered")),
    "uncertain": ("warn", "circle-question-mark", _l("Uncertain")),
    "dead": ("bad", "circle-x", _l("Given up")),
    "draft": ("dashed", "pencil", _l("Draft")),
    "published": ("good", "circle-check", _l("Published")),
    "superseded": ("", "archive", _l("Superseded")),
    "discarded": ("", "trash-2", _l("Discarded")),
    "solving": ("info", "loader-circle", _l("Solving")),
    "solved": ("good", "check", _l("Solved")),
    "no_plan": ("warn", "circle-slash", _l("No plan")),
    "failed": ("bad", "octagon-alert", _l("Failed")),
    "entered": ("info", "pencil", _l("Entered")),
    "countersigned": ("good", "check-check", _l("Signed")),
    "disputed": ("warn", "circle-question-mark", _l("Sent back")),
    "asked": ("info", "inbox", _l("Asked for")),
    "approved": ("good", "circle-check", _l("Approved")),
    "refused": ("bad", "circle-x", _l("Refused")),
    "taken_back": ("", "undo-2", _l("Taken back")),
    "expected": ("", "circle-dashed", _l("Expected")),
    "silent": ("warn", "circle-question-mark", _l("No word yet")),
    "on_the_way": ("info", "route", _l("On the way")),
    "said_late": ("warn", "clock", _l("Comes late")),
    "overdue": ("bad", "triangle-alert", _l("Late, no word")),
    "arrived": ("good", "map-pin", _l("Is there")),
    "begun": ("good", "check", _l("Has begun")),
    "over": ("", "hourglass", _l("Over, end not noted")),
    "covered": ("good", "circle-check", _l("Covered")),
    "uncovered": ("bad", "circle-alert", _l("Uncovered")),
    "on_site": ("", "map-pin", _l("On site")),
    "video": ("", "video", _l("Video")),
    "phone": ("", "phone", _l("Phone")),
}

#: How a session ended, as officers and coordinators read it.
OUTCOMES = {
    Outcome.FULFILLED: _l("Held"),
    Outcome.FULFILLED_PARTLY: _l("Held in part"),
    Outcome.REPLACED: _l("Held by somebody else"),
    Outcome.CANCELLED_TIMELY: _l("Cancelled by the office in time"),
    Outcome.CANCELLED_LATE: _l("Cancelled by the office late"),
    Outcome.CANCELLED_BY_POOL: _l("Cancelled by the pool"),
    Outcome.APPLICANT_ABSENT: _l("The applicant did not come"),
    Outcome.APPLICANT_UNFIT: _l("The applicant was not fit for it"),
    Outcome.REQUESTER_ABSENT: _l("Nobody from the office came"),
    Outcome.INTERPRETER_ABSENT: _l("The member did not come"),
    Outcome.INTERPRETER_LATE: _l("Held, but the member was late"),
    Outcome.HOST_ABSENT: _l("The host room was closed or taken"),
    Outcome.TECHNICAL_FAILURE: _l("The line or a device failed"),
    Outcome.DIALECT_MISMATCH: _l("The dialect did not fit"),
    Outcome.OBJECTION_UPHELD: _l("An objection was upheld"),
    Outcome.NOT_FULFILLED: _l("Not held: nobody was found"),
}
#: What minutes were spent on.
ACTIVITIES = {
    Activity.WAITING: _l("waiting"),
    Activity.INTERPRETING: _l("interpreting"),
    Activity.BREAK: _l("break"),
    Activity.READ_BACK: _l("reading back"),
}

WEEKDAYS = (_l("Mon"), _l("Tue"), _l("Wed"), _l("Thu"), _l("Fri"), _l("Sat"), _l("Sun"))

#: What the components of all pages find by name.
OF_TEMPLATES = {"states": STATES, "weekdays": WEEKDAYS, "activities": ACTIVITIES}
