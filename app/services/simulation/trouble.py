"""What simulated phones suffer, each by itself or all of them."""

from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.db.models import SimulatedTrouble
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.permissions import Act
from app.domain.simulation import Trouble


def own_trouble(session: Session, member_id: int | None) -> Trouble | None:
    """What was chosen for this phone, or with None for all; None where nothing was chosen."""
    row = _row(session, member_id)
    return _of(row) if row else None


def trouble_of(session: Session, member_id: int) -> Trouble:
    """What a phone suffers: its own choice, else that for all phones."""
    query = (
        select(SimulatedTrouble)
        .where(or_(SimulatedTrouble.member_id == member_id, SimulatedTrouble.member_id.is_(None)))
        .order_by(SimulatedTrouble.member_id.nulls_last())
        .limit(1)
    )
    row = session.scalar(query)
    return _of(row) if row else Trouble()


def set_trouble(
    session: Session, actor: Actor, member_id: int | None, trouble: Trouble | None
) -> None:
    """Choose for one phone or, with None, for all; no trouble of its own follows all phones."""
    permissions.require(actor, Act.ANSWER_ON_BEHALF)
    row = _row(session, member_id)
    if trouble is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = SimulatedTrouble(member_id=member_id)
        session.add(row)
    row.loss, row.delay_seconds = trouble.loss, int(trouble.delay.total_seconds())
    row.repeats, row.shuffles = trouble.repeats, trouble.shuffles
    session.flush()


def _row(session: Session, member_id: int | None) -> SimulatedTrouble | None:
    is_it = (
        SimulatedTrouble.member_id.is_(None)
        if member_id is None
        else SimulatedTrouble.member_id == member_id
    )
    return session.scalar(select(SimulatedTrouble).where(is_it))


def _of(row: SimulatedTrouble) -> Trouble:
    delay = timedelta(seconds=row.delay_seconds)
    return Trouble(row.loss, delay, row.repeats, row.shuffles)
