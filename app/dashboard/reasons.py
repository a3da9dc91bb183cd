"""Why a seat is uncovered, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.db.queries.came_open import DECLINED, EXPIRED, GIVEN_BACK

OPEN_AGAIN = (GIVEN_BACK, DECLINED, EXPIRED)

#: What each rule of the solver takes away, as the end of "12 by ...".
RULES = {
    "role": _l("role"),
    "procedure_policy": _l("the law of the procedure"),
    "source_language": _l("dialect"),
    "target_language": _l("the office's language"),
    "qualification": _l("qualification for the procedure"),
    "training": _l("training"),
    "vetting": _l("vetting"),
    "undertaking": _l("undertaking not signed"),
    "gender": _l("gender required"),
    "recusal": _l("recusal or an earlier no"),
    "independence": _l("living or working at the site"),
    "candidates": _l("no interpreter to sit beside"),
    "country_permit": _l("no permit for the country"),
    "modality": _l("modality"),
    "remote_cap": _l("length for a remote session"),
    "availability": _l("availability"),
    "host_room": _l("host room"),
    "day": _l("travel, rest and daily limits"),
    "busy": _l("other seats"),
}
SENTENCES = {
    "no_candidate": _l("Nobody in the pool meets all that is asked."),
    "not_beside": _l("The interpreter it sits beside is missing."),
    "chain_incomplete": _l("Only one half of the relay was found."),
    "room": _l("No fit host room is free at that time."),
    GIVEN_BACK: _l("Given back by the interpreter, being filled again."),
    DECLINED: _l("Declined by who was asked, being filled again."),
    EXPIRED: _l("Not answered in time, being filled again."),
}
#: What would help when a rule took the last member away.
REMEDIES = {
    "source_language": _l("Ask whether the applicant accepts another dialect."),
    "gender": _l("Ask whether the gender is wished for or required."),
    "vetting": _l("Renew the vetting of a member who speaks the language."),
    "country_permit": _l("Allow a remote session, or arrange a permit."),
    "availability": _l("Move the session, or ask a member for more hours."),
    "training": _l("Train a member who speaks the language."),
    "qualification": _l("Qualify a member who speaks the language."),
    "host_room": _l("Free a host room, or move the session."),
    "modality": _l("Allow another modality."),
    "remote_cap": _l("Shorten the session, or hold it on site."),
    "day": _l("Move the session, or allow a remote one."),
}


def headline(code: str | None, details: Mapping[str, Any] | None) -> str:
    """One sentence."""
    if code is None or details is None:
        return str(_("No published plan has dealt with it yet."))
    if code == "all_busy":
        return _able(details)
    return str(SENTENCES.get(code, details.get("text", "")))


def _able(details: Mapping[str, Any]) -> str:
    steps = details.get("steps") or [{"left": 0}]
    left = int(steps[-1]["left"])
    if not left:
        return str(_("Everybody who could come is needed elsewhere."))
    told = ngettext(
        "One member could come and is needed elsewhere.",
        "%(num)s members could come; all are needed elsewhere.",
        left,
    )
    return str(told)


def steps(details: Mapping[str, Any] | None) -> str:
    """How many members each rule took away: ``52 by dialect, 3 by vetting``."""
    told = [
        _("%(count)s by %(rule)s", count=s["ruled_out"], rule=RULES.get(s["rule"], s["rule"]))
        for s in (details or {}).get("steps", ())
    ]
    return ", ".join(told)


def remedy(code: str | None, details: Mapping[str, Any] | None) -> str:
    """What would help most, where that can be said."""
    if code is None:
        return str(_("Plan its day."))
    if code in OPEN_AGAIN:
        return str(_("Look for a stand-in."))
    if code == "all_busy":
        return str(REMEDIES["day"])
    last = (details or {}).get("last_rule")
    return str(REMEDIES[last]) if last in REMEDIES else ""
