"""Dialects and the languages they belong to."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.db.models import Dialect


def languages_of_dialects(session: Session, codes: Collection[str]) -> set[str]:
    """The languages to which these dialects belong."""
    return set(session.scalars(select(Dialect.language_code).where(Dialect.code.in_(codes))))


def dialect_with_language(session: Session, code: str) -> Dialect:
    return session.scalars(
        select(Dialect).where(Dialect.code == code).options(joinedload(Dialect.language))
    ).one()


def dialects_with_language(session: Session, codes: Collection[str]) -> dict[str, Dialect]:
    """These dialects by code, with their languages."""
    asked = select(Dialect).where(Dialect.code.in_(codes)).options(joinedload(Dialect.language))
    return {dialect.code: dialect for dialect in session.scalars(asked)}
