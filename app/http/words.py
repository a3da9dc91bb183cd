"""Words that officers and coordinators read alike."""

from flask_babel import lazy_gettext as _l

from app.domain.coverage import Coverage

#: Tone, icon and word of a badge.
COVERAGE = {
    Coverage.UNCOVERED: ("bad", "circle-alert", _l("Nobody found yet")),
    Coverage.UNPLANNED: ("dashed", "circle-dashed", _l("Being planned")),
    Coverage.ASKED: ("info", "send", _l("Asked, no answer yet")),
    Coverage.COVERED: ("good", "circle-check", _l("Confirmed")),
}
