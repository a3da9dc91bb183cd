"""Changing a state by compare-and-set: of two that try at once, one wins and one is told."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.db.base import Base
from app.domain.lifecycles import Lifecycle, State


def move(
    session: Session, row: Base, lifecycle: Lifecycle[State], to: State, **values: Any
) -> State:
    """Take a row from a state that allows it to ``to``, setting ``values`` with it.

    ``values`` are plain values, no expressions. Returns the state it was in. Raises ConflictError
    that names the thing and its present state when another was first or the lifecycle does not
    allow the move.
    """
    model: Any = type(row)
    key: Any = row
    session.flush()
    # The lock makes a rival wait here and then see the state we leave behind.
    locked = select(model.state).where(model.id == key.id).with_for_update()
    before: State | None = session.scalar(locked)
    if before is None:
        raise LookupError(f"{lifecycle.thing} {key.id} does not exist")
    lifecycle.require(str(getattr(key, "number", key.id)), before, to)
    changed = {"state": to, **values}
    change = update(model).where(model.id == key.id).values(changed)
    session.execute(change, execution_options={"synchronize_session": False})
    for name, value in changed.items():
        # Plain values, so that the row need not be read again.
        set_committed_value(row, name, value)
    return before
