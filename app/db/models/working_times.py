"""When a member works: the hours of each week, and absences from them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey
from sqlalchemy.dialects.postgresql import INT4RANGE, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, enum_type
from app.domain.vocabulary import AbsenceKind


class Availability(Base):
    """A weekly window in the member's home time. Weekday 0 is Monday; minute 1440 is midnight."""

    __tablename__ = "availability"
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday_range"),
        CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            name="minutes_ordered",
        ),
        ExcludeConstraint(
            (Column("member_id"), "="),
            (Column("weekday"), "="),
            (Column("minutes", INT4RANGE), "&&"),
            name="ex_availability_overlap",
            using="gist",
        ),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    minutes: Mapped[Range[int]] = mapped_column(
        INT4RANGE, Computed("int4range(start_minute, end_minute)", persisted=True)
    )


class Absence(Base):
    __tablename__ = "absence"
    __table_args__ = (
        ExcludeConstraint(
            (Column("member_id"), "="),
            (Column("period", TSTZRANGE), "&&"),
            name="ex_absence_overlap",
            using="gist",
        ),
        CheckConstraint("not isempty(period)", name="period_not_empty"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    period: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    kind: Mapped[AbsenceKind] = mapped_column(enum_type(AbsenceKind, "kind_known"))
    approved_at: Mapped[datetime | None]
