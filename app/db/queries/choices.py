"""What an officer may choose from in the request form."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.db.models import Authority, Dialect, Language, Procedure, ProcedurePolicy
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import RoleRule

#: What the pool asks of itself, not an office of the pool.
OF_THE_POOL = (ProcedureCode.TRN,)


def authority_in_full(session: Session, authority_id: int) -> Authority:
    """An office with its country and the sites it works at, by name."""
    parts = (joinedload(Authority.country), selectinload(Authority.sites))
    return session.scalars(
        select(Authority).options(*parts).where(Authority.id == authority_id)
    ).one()


def procedures_of(session: Session, country: str, day: date) -> Sequence[Procedure]:
    """What a country has a policy for on a day, in which somebody has a seat; by name."""
    query = (
        select(Procedure)
        .join(ProcedurePolicy, ProcedurePolicy.procedure_code == Procedure.code)
        .where(
            ProcedurePolicy.country_code == country,
            ProcedurePolicy.valid.contains(day),
            (ProcedurePolicy.interpreter_rule != RoleRule.NO)
            | (ProcedurePolicy.mediator_rule != RoleRule.NO),
            Procedure.code.not_in(OF_THE_POOL),
        )
        .order_by(Procedure.name)
    )
    return session.scalars(query).all()


def applicant_dialects(session: Session) -> Sequence[Dialect]:
    """Every dialect that people speak, with its language, by the names of both."""
    query = (
        select(Dialect)
        .join(Dialect.language)
        .where(Dialect.is_applicant_language)
        .options(joinedload(Dialect.language))
        .order_by(Language.name, Dialect.name)
    )
    return session.scalars(query).all()


def dialect_name(session: Session, code: str) -> str:
    return session.get_one(Dialect, code).name


def target_dialects(session: Session) -> Sequence[Dialect]:
    """Languages that sessions are interpreted into, by name."""
    return session.scalars(select(Dialect).where(Dialect.is_target).order_by(Dialect.name)).all()
