"""A search as the rules see it."""

from datetime import datetime, timedelta

from app.db.models import LadderStep
from app.domain.ladder.acceptance import hour_of
from app.domain.ladder.bands import BANDS, may_ring
from app.domain.ladder.course import Candidate, Situation
from app.domain.ladder.model import Consent, StepKind
from app.domain.ladder.quiet import free_from
from app.domain.offers import PACKING_TIME, lead_of
from app.domain.states import LIVE_OFFER_STATES, OfferState
from app.services.ladder.looking import Look
from app.services.ladder.options import Option


def situation_of(seen: Look) -> Situation:
    """Where a search stands, as the rules see it."""
    _, target, largest = seen.policies[seen.country]
    own = [row for row in seen.asked if row.step_id in {s.id for s in seen.ladder.steps}]
    return Situation(
        now=seen.now,
        answer_until=seen.starts_at,
        is_filled=_is_done(seen),
        band=BANDS[seen.lead],
        target=target / 100,
        largest=largest,
        candidates=_candidates(seen),
        open_until=_open_until(seen),
        pending_until=_pending_until(seen),
        taken=seen.taken,
        asked=len(own),
        said_no=sum(row.state is OfferState.DECLINED for row in own),
        mend_from=_mend_from(seen),
        short=_short(seen),
    )


def _mend_from(seen: Look) -> datetime | None:
    """A plan is mended again only where that found somebody the last time."""
    last = _last(seen, StepKind.REPAIR)
    can_help = bool(seen.asked) and (last is None or last.asked > 0)
    if not (seen.may_mend and can_help and BANDS[seen.lead].mends):
        return None
    return free_from(seen.now, seen.lead, seen.zone, seen.calendars[seen.country])


def _short(seen: Look) -> int:
    """How many a wave still needs beside those whom the mended plan has asked."""
    steps = seen.ladder.steps
    if not steps or steps[-1].kind is not StepKind.REPAIR or not steps[-1].asked:
        return 0
    return max(0, BANDS[seen.lead].least - steps[-1].asked)


def _last(seen: Look, kind: StepKind) -> LadderStep | None:
    found = (step for step in reversed(seen.ladder.steps) if step.kind is kind)
    return next(found, None)


def _is_done(seen: Look) -> bool:
    """A stand-in is found once one has said yes."""
    if not seen.ladder.is_standby:
        return seen.is_filled
    return any(row.is_standby and row.state is OfferState.HELD for row in seen.asked)


def _open_until(seen: Look) -> datetime | None:
    """Held yeses are waited for in any case, open offers until their step's window closes."""
    windows = {step.id: step.until for step in seen.ladder.steps}
    live = [row for row in seen.asked if row.state in LIVE_OFFER_STATES]
    ends = [
        row.expires_at if row.state is OfferState.HELD else windows.get(row.step_id or 0)
        for row in live
    ]
    return max((at for at in ends if at is not None), default=None)


def _pending_until(seen: Look) -> datetime | None:
    """Until when somebody may still agree, or the plan be mended."""
    steps = (step.until for step in seen.ladder.steps if _is_pending(step))
    return max((at for at in steps if at is not None), default=None)


def _candidates(seen: Look) -> list[Candidate]:
    waits = _open_until(seen) or _pending_until(seen)
    if waits and waits > seen.now and not _short(seen):
        return []
    return [_candidate(seen, option) for option in seen.options]


def _candidate(seen: Look, option: Option) -> Candidate:
    local = option.start.astimezone(seen.zone)
    kind = seen.meeting.request.procedure_code
    estimate = seen.acceptance.of(option.member_id, kind, hour_of(local))
    return Candidate(option.member_id, estimate.chance, _free_from(seen, option))


def _free_from(seen: Look, option: Option) -> datetime:
    who = seen.people[option.member_id]
    calendar = seen.calendars[who.country]
    lead = lead_of(seen.now, option.start, who.zone, calendar)
    free = free_from(seen.now, lead, who.zone, calendar, who.wishes)
    until = option.start - timedelta(minutes=option.travel_minutes) - PACKING_TIME
    kind = seen.meeting.request.procedure_code
    return seen.now if may_ring(lead, kind, free, until) else free


def _is_pending(step: LadderStep) -> bool:
    is_mending = step.kind is StepKind.REPAIR and not step.asked
    return is_mending or step.consent is Consent.ASKED
