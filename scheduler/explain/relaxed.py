"""The problem with one rule given way to, for one open seat: one function a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scheduler.check.view import View
from scheduler.problem import Acceptance, Member, Problem, ProcedurePolicy, Seat, Session

HALF_AN_HOUR = 30
LOWEST = 50
"""Score of a neighbouring dialect that is enough with consent."""
Relaxed = Problem | None


def _with_session(problem: Problem, session: Session) -> Problem:
    return replace(
        problem,
        sessions=tuple(session if s.id == session.id else s for s in problem.sessions),
    )


def _with_seat(problem: Problem, seat: Seat) -> Problem:
    return replace(problem, seats=tuple(seat if s.id == seat.id else s for s in problem.seats))


def _session(view: View, seat: str) -> Session:
    return view.sessions[view.seats[seat].session]


def _moved(view: View, seat: str, start: int) -> Relaxed:
    """The session at one other start; not where another of its seats is served already."""
    session = _session(view, seat)
    served = any(s.session.id == session.id for s in view.served.values())
    if served or view.day_of(start) < 0 or start < view.problem.now:
        return None
    return _with_session(view.problem, replace(session, start=start, latest_start=None))


def _earlier(view: View, seat: str) -> Relaxed:
    return _moved(view, seat, _session(view, seat).start - HALF_AN_HOUR)


def _later(view: View, seat: str) -> Relaxed:
    session = _session(view, seat)
    latest = session.start if session.latest_start is None else session.latest_start
    return _moved(view, seat, latest + HALF_AN_HOUR)


def _video(view: View, seat: str) -> Relaxed:
    """Video where session, seat or law do not have it."""
    wanted, session, problem = view.seats[seat], _session(view, seat), view.problem
    law = view.policies.get((session.country, session.procedure))
    lists = [wanted.modalities, session.modalities, law.modalities if law is not None else None]
    if all(x is None or "video" in x for x in lists):
        return None
    problem = _with_session(problem, replace(session, modalities=_and_video(session.modalities)))
    problem = _with_seat(problem, replace(wanted, modalities=_and_video(wanted.modalities)))
    return replace(
        problem,
        procedures=tuple(_lawful(p) if p == law else p for p in problem.procedures),
    )


def _and_video(modalities: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return _with(modalities, "video")


def _with(listed: tuple[str, ...] | None, one: str) -> tuple[str, ...] | None:
    """A list of what is allowed with one more; ``None`` allows everything already."""
    return None if listed is None else tuple(dict.fromkeys((*listed, one)))


def _lawful(law: ProcedurePolicy) -> ProcedurePolicy:
    return replace(law, modalities=_and_video(law.modalities))


def _dialect(view: View, seat: str) -> Relaxed:
    """Consent to whoever interprets a neighbouring dialect."""
    wanted = view.seats[seat]
    accepts = tuple(_consenting(a) for a in wanted.accepts)
    if accepts == wanted.accepts:
        return None
    return _with_seat(view.problem, replace(wanted, accepts=accepts))


def _consenting(a: Acceptance) -> Acceptance:
    enough = min(a.min_score, a.consent_score, LOWEST)
    if a.consent and a.consent_score <= enough:
        return a
    return replace(a, consent=True, consent_score=enough)


def _other_country(view: View, seat: str) -> Relaxed:
    """Members of other countries, as if they had the country's permit and vetting."""
    wanted, country = view.seats[seat], _session(view, seat).country
    others = [m.id for m in view.problem.members if m.country not in ("", country)]
    if not country or not others:
        return None
    listed = others if wanted.candidates is None else [x for x in others if x in wanted.candidates]
    problem = _with_seat(view.problem, replace(wanted, vetting="", candidates=tuple(listed)))
    return replace(
        problem,
        members=tuple(_admitted(m, country) if m.id in listed else m for m in problem.members),
    )


def _admitted(m: Member, country: str) -> Member:
    return replace(
        m,
        on_site_countries=_with(m.on_site_countries, country),
        remote_countries=_with(m.remote_countries, country),
    )


def _cap(view: View, seat: str) -> Relaxed:
    """Minutes and heavy sessions of a day and a week higher by this seat."""
    extra, policy = view.duration(view.seats[seat]), view.problem.policy
    return replace(
        view.problem,
        policy=replace(
            policy,
            max_day_minutes=_higher(policy.max_day_minutes, extra),
            max_week_minutes=_higher(policy.max_week_minutes, extra),
            max_trauma_day=_higher(policy.max_trauma_day, 1),
            max_trauma_week=_higher(policy.max_trauma_week, 1),
        ),
        members=tuple(_longer(m, extra) for m in view.problem.members),
    )


def _longer(m: Member, extra: int) -> Member:
    return replace(
        m,
        max_day_minutes=_higher(m.max_day_minutes, extra),
        max_week_minutes=_higher(m.max_week_minutes, extra),
    )


def _higher(limit: int | None, by: int) -> int | None:
    return None if limit is None else limit + by


KINDS: dict[str, Callable[[View, str], Relaxed]] = {
    "earlier": _earlier,
    "later": _later,
    "video": _video,
    "dialect": _dialect,
    "other_country": _other_country,
    "cap": _cap,
}
