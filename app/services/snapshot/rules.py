"""The numbers of the house, and what the law of each country says of a procedure."""

from collections.abc import Iterable
from datetime import date

from app.db.models import DialectSubstitution
from app.domain.procedures import PolicyTerms
from app.domain.vocabulary import Modality, Role, RoleRule, SignatureWay
from scheduler.problem import Goals, Policy, ProcedurePolicy, Substitution

#: Limits for everybody (domain A2 rules 14 to 24, A4, B3).
POLICY = Policy(
    travel_buffer=10,
    break_minutes=10,
    debrief_minutes=15,
    link_test_minutes=10,
    max_continuous_remote=180,
    remote_reset=15,
    max_day_minutes=360,
    max_week_minutes=1800,
    max_span=720,
    min_rest=660,
    max_consecutive_days=6,
    max_trauma_day=2,
    max_trauma_week=6,
    lunch_minutes=45,
    max_one_way=180,
    relay_factor_percent=170,
    max_relay_remote=1,
    undertaking_required=True,
    in_place_remote=True,
)
#: The four priorities of a request; the rest is the scheduler's own.
GOALS = Goals(coverage=(300_000_000, 50_000_000, 8_000_000, 2_000_000), balance=1)
#: Signing on paper in the host room, with the host officer as witness (domain A6).
PAPER_MINUTES = 15
#: Ways to sign remotely that need something in the host room.
EQUIPPED_WAYS = frozenset({SignatureWay.WET_AT_HOST, SignatureWay.QUALIFIED_ESIGN})


def terms_on(
    terms: Iterable[PolicyTerms], country: str, code: str, day: date
) -> PolicyTerms | None:
    """The version of a country's policy for a procedure that holds on a day."""
    return next(
        (t for t in terms if (t.country, t.procedure) == (country, code) and t.holds_on(day)), None
    )


def version_name(code: str, terms: PolicyTerms | None) -> str:
    """What the scheduler calls a version: two of one procedure may meet in one week."""
    return f"{code}@{terms.valid_from.isoformat() if terms else 'none'}"


def law(terms: PolicyTerms) -> ProcedurePolicy:
    """A version of a policy as the scheduler reads it."""
    signature = signature_equipment(terms)
    return ProcedurePolicy(
        country=terms.country,
        procedure=version_name(terms.procedure, terms),
        roles=tuple(role.value for role in Role if terms.rule_for(role) is not RoleRule.NO),
        modalities=tuple(
            m.value
            for m in Modality
            if m in terms.modalities and (not m.is_remote or terms.signs_remotely)
        ),
        remote_equipment=(signature,) if signature else (),
        remote_extra=PAPER_MINUTES if SignatureWay.WET_AT_HOST in _equipped(terms) else 0,
        phone_cap=terms.phone_cap_minutes,
        video_cap=terms.video_cap_minutes,
        trainings=tuple(sorted(t.value for t in terms.trainings)),
    )


def lawless(country: str, code: str) -> ProcedurePolicy:
    """No version holds on the day: nobody may serve."""
    return ProcedurePolicy(country, version_name(code, None), roles=(), modalities=())


def signature_equipment(terms: PolicyTerms) -> str:
    """What a host room needs for the signature: ``sign:`` and the ways, one of which is enough.

    Empty where some remote way needs nothing in the room, or none exists.
    """
    ways = _equipped(terms)
    return "sign:" + "+".join(sorted(ways)) if ways else ""


def _equipped(terms: PolicyTerms) -> frozenset[SignatureWay]:
    remote = terms.signature_ways - {SignatureWay.WET_AT_SITE}
    return frozenset(remote) if remote <= EQUIPPED_WAYS else frozenset()


def substitutions(rows: Iterable[DialectSubstitution]) -> tuple[Substitution, ...]:
    """The directional scores, in percent."""
    return tuple(
        Substitution(
            speaks=row.applicant_dialect,
            interpreter_of=row.interpreter_dialect,
            mediation=percent(row.score_mediation),
            interview=percent(row.score_interview),
        )
        for row in rows
    )


def percent(score: float) -> int:
    return round(100 * score)
