"""The rules about one seat, in order, as masks over members: for the candidates and the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_

from scheduler.problem import MODALITIES, Pin, Policy, Problem, ProcedurePolicy, Seat, Session
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Bools

Step = tuple[str, Bools]


@dataclass(frozen=True, slots=True)
class Demand:
    """A seat with all it refers to."""

    index: int
    seat: Seat
    session: Session
    policy: ProcedurePolicy | None
    duration: int
    pin: Pin | None
    modalities: tuple[str, ...]
    """Modalities that session, seat, law and pin leave."""

    @property
    def starts(self) -> range:
        """Starts allowed by the session and the pin."""
        s = self.session
        latest = s.start if s.latest_start is None else s.latest_start
        if self.pin is not None and self.pin.start is not None:
            return range(self.pin.start, self.pin.start + 1)
        return range(s.start, latest + 1, s.start_step)

    @property
    def equipment(self) -> tuple[str, ...]:
        """What a host room must have."""
        law = self.policy.remote_equipment if self.policy is not None else ()
        return (*self.session.room_equipment, *law)

    @property
    def needs_room(self) -> bool:
        """Remote only from a host room."""
        return self.session.needs_room or bool(self.equipment)


def demands(problem: Problem) -> list[Demand]:
    """One for each seat, in the problem's order."""
    sessions = {s.id: s for s in problem.sessions}
    policies = {(p.country, p.procedure): p for p in problem.procedures}
    pins = {p.seat: p for p in problem.pins}
    out = []
    for i, seat in enumerate(problem.seats):
        session = sessions[seat.session]
        law = policies.get((session.country, session.procedure))
        out.append(demand(problem.policy, i, seat, session, law, pins.get(seat.id)))
    return out


def demand(
    policy: Policy,
    index: int,
    seat: Seat,
    session: Session,
    law: ProcedurePolicy | None,
    pin: Pin | None,
) -> Demand:
    """One seat with what it refers to."""
    duration = _duration(seat, session, policy.relay_factor_percent)
    allowed = tuple(_allowed(policy, seat, session, law, duration, pin))
    return Demand(index, seat, session, law, duration, pin, allowed)


def _allowed(
    policy: Policy,
    seat: Seat,
    session: Session,
    law: ProcedurePolicy | None,
    duration: int,
    pin: Pin | None,
) -> Iterator[str]:
    """Modalities in order. A pin stands above all but itself."""
    lists = [session.modalities, seat.modalities, law.modalities if law is not None else None]
    for m in MODALITIES:
        if pin is not None:
            fine = pin.modality in ("", m)
        else:
            caps = (getattr(owner, f"{m}_cap", None) for owner in (policy, law))
            fine = all(x is None or m in x for x in lists)
            fine = fine and all(cap is None or duration <= cap for cap in caps)
        if fine:
            yield m


def _duration(seat: Seat, session: Session, factor: int) -> int:
    if seat.duration is not None:
        return seat.duration
    return -(-session.duration * factor // 100) if seat.chain else session.duration


def seat_steps(crew: Crew, d: Demand) -> Iterator[Step]:
    """Rules that depend neither on the start nor on the modality."""
    seat, session = d.seat, d.session
    yield "role", crew.role((seat.role, *seat.also_roles))
    yield "procedure_policy", crew.all if _role_lawful(d) else ~crew.all
    yield "source_language", crew.tongues.source(seat.accepts)
    yield "target_language", crew.tongues.target(seat.into) & crew.tongues.script(seat.script)
    yield "qualification", crew.papers.qualified(seat.qualification)
    yield "undertaking", crew.papers.undertaking()
    yield "gender", crew.gender(seat.gender)
    yield "recusal", _recusals(crew, d)
    yield "independence", crew.independent(session.site) if session.independent else crew.all
    yield "candidates", crew.listed(seat.candidates)


def _role_lawful(d: Demand) -> bool:
    roles = d.policy.roles if d.policy is not None else None
    return roles is None or not d.seat.role or d.seat.role in roles


def _recusals(crew: Crew, d: Demand) -> Bools:
    s = d.session
    pairs = (
        ("case", s.case),
        ("officer", s.officer),
        ("authority", s.authority),
        ("site", s.site),
        ("session", s.id),
    )
    return reduce(and_, (crew.recused(scope, id_) for scope, id_ in pairs if id_), crew.all)


def timed_steps(crew: Crew, d: Demand, modality: str, start: int) -> Iterator[Step]:
    """Rules for one start and modality."""
    end, country = start + d.duration, d.session.country
    topics = (*d.seat.trainings, *(d.policy.trainings if d.policy is not None else ()))
    yield "training", crew.papers.trained(topics, end)
    yield "vetting", crew.papers.vetted(d.seat.vetting, start, end)
    on_site = modality == "on_site"
    yield "country_permit", crew.present(country) if on_site else crew.recipient(country)
    yield "modality", crew.modality(modality)
    yield "availability", crew.free(start, end)


def screened(crew: Crew, d: Demand) -> Bools:
    """Members who pass every rule that does not depend on start and modality."""
    if d.pin is not None:
        return crew.listed((d.pin.member,))
    return reduce(and_, (mask for _, mask in seat_steps(crew, d)))


def timely(crew: Crew, d: Demand, modality: str, start: int) -> Bools:
    """Members who pass the rules for one start and modality."""
    if d.pin is not None:
        return crew.all
    return reduce(and_, (mask for _, mask in timed_steps(crew, d, modality, start)))
