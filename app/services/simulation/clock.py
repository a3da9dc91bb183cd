"""The clock of a demonstration: one row in the database, which every process reads."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import Engine, NullPool, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db.models import SimulatedClock
from app.db.unit_of_work import ENGINE_OPTIONS, driver_url
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import InvalidError
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.simulation import FARTHEST_JUMP, SPEEDS, ClockSetting
from app.services import audit

#: Processes agree within so many seconds after a change.
READ_EVERY = 0.5


class SimulatedTime:
    """What the demonstration's clock shows. Without a setting, or a database, it is real time."""

    def __init__(self, database_url: str, real: Callable[[], datetime]) -> None:
        self._database_url = database_url
        self._real = real
        self._setting: ClockSetting | None = None
        self._read_at = -READ_EVERY

    def __call__(self) -> datetime:
        if time.monotonic() - self._read_at >= READ_EVERY:
            self._read_at = time.monotonic()
            self._setting = self._read()
        real = self._real()
        return self._setting.shows(real) if self._setting else real

    @cached_property
    def _engine(self) -> Engine:
        # Nothing is kept open: web servers fork, and the database may go away.
        how = ENGINE_OPTIONS["connect_args"]
        return create_engine(driver_url(self._database_url), poolclass=NullPool, connect_args=how)

    def _read(self) -> ClockSetting | None:
        try:
            with self._engine.connect() as connection:
                columns = (SimulatedClock.real_at, SimulatedClock.shown_at, SimulatedClock.speed)
                found = connection.execute(select(*columns)).first()
        except SQLAlchemyError:
            return self._setting
        return ClockSetting(*found) if found else None


def setting_of(session: Session) -> ClockSetting | None:
    """The setting that holds; None while the clock has never been touched."""
    row = session.get(SimulatedClock, 1)
    return ClockSetting(row.real_at, row.shown_at, row.speed) if row else None


def change_clock(
    session: Session, actor: Actor, real: datetime, *, speed: int, ahead: timedelta
) -> ClockSetting:
    """Let it run at this speed from now on, ``ahead`` further on; it never goes back."""
    permissions.require(actor, Act.ANSWER_ON_BEHALF)
    if speed not in SPEEDS or not timedelta(0) <= ahead <= FARTHEST_JUMP:
        message = said("The clock cannot be set so.")
        raise InvalidError(message, {"speed": message})
    row = session.get(SimulatedClock, 1, with_for_update=True)
    before = ClockSetting(row.real_at, row.shown_at, row.speed) if row else None
    setting = (before or ClockSetting(real, real, 1)).changed(real, speed=speed, ahead=ahead)
    if row is None:
        row = SimulatedClock(id=1)
        session.add(row)
    row.real_at, row.shown_at, row.speed = setting.real_at, setting.shown_at, setting.speed
    details = {"speed": speed, "seconds": int(ahead.total_seconds())}
    audit.record(session, actor, setting.shown_at, "clock.changed", "clock", 1, **details)
    return setting
