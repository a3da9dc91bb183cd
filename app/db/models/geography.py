"""Countries, their calendars, sites, host rooms, roads and border waits."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.domain.vocabulary import Disclosure, SiteKind


class Country(Base):
    """A country of the pool. Its public holidays come from the ``holidays`` package."""

    __tablename__ = "country"
    __table_args__ = (CheckConstraint("code ~ '^[A-Z]{2}$'", name="code_iso"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    timezone: Mapped[str]
    currency: Mapped[str]


class CalendarException(Base):
    """A day on which a country works, or does not, against its usual calendar."""

    __tablename__ = "calendar_exception"

    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    is_working_day: Mapped[bool]
    name: Mapped[str]


class Site(Base):
    """A place where sessions happen or remote members sit."""

    __tablename__ = "site"
    __table_args__ = (
        UniqueConstraint("id", "country_code"),
        CheckConstraint("latitude between -90 and 90", name="latitude_range"),
        CheckConstraint("longitude between -180 and 180", name="longitude_range"),
        CheckConstraint("arrival_minutes between 0 and 120", name="arrival_minutes_range"),
    )

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    town: Mapped[str]
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    kind: Mapped[SiteKind] = mapped_column(enum_type(SiteKind, "kind_known"))
    latitude: Mapped[float]
    longitude: Mapped[float]
    position_error_km: Mapped[float]
    disclosure: Mapped[Disclosure] = mapped_column(enum_type(Disclosure, "disclosure_known"))
    #: Parking and security on arrival.
    arrival_minutes: Mapped[int]
    video_ok: Mapped[bool] = mapped_column(default=True)
    notes: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)

    country: Mapped[Country] = relationship(lazy="raise")
    host_rooms: Mapped[list["HostRoom"]] = relationship(back_populates="site", lazy="raise")


class HostRoom(Base):
    """A room at a site in which a remote member may sit, once its authority approved it."""

    __tablename__ = "host_room"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[Key]
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    name: Mapped[str]
    privacy_ok: Mapped[bool]
    link_tested_at: Mapped[datetime | None]
    link_ok: Mapped[bool]
    has_camera: Mapped[bool]
    has_document_camera: Mapped[bool]
    has_printer_scanner: Mapped[bool]
    has_esign_device: Mapped[bool]
    #: Its authority approves each use: a member's yes waits for that.
    needs_approval: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    is_active: Mapped[bool] = mapped_column(default=True)

    site: Mapped[Site] = relationship(back_populates="host_rooms", lazy="raise")


class RoomBooking(Base):
    """A host room taken for a live assignment; no room is taken twice at once."""

    __tablename__ = "room_booking"
    __table_args__ = (
        ExcludeConstraint(
            (Column("host_room_id"), "="),
            (Column("period", TSTZRANGE), "&&"),
            name="ex_room_booking_overlap",
            where="released_at is null",
            using="gist",
        ),
        CheckConstraint("not isempty(period)", name="period_not_empty"),
    )

    id: Mapped[Key]
    host_room_id: Mapped[int] = mapped_column(ForeignKey("host_room.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    period: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    approved_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]


class Road(Base):
    """The way by road from one site to another, border wait not included."""

    __tablename__ = "road"
    __table_args__ = (
        CheckConstraint("kilometres >= 0 and minutes > 0", name="positive"),
        CheckConstraint("from_site_id <> to_site_id", name="two_places"),
    )

    from_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    to_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    kilometres: Mapped[float]
    minutes: Mapped[int]


class BorderWait(Base):
    """Minutes to plan for at a crossing (75th percentile), by direction, season and weekday.

    ``weekdays`` is a mask: bit 0 is Monday.
    """

    __tablename__ = "border_wait"
    __table_args__ = (
        CheckConstraint("from_country <> to_country", name="two_countries"),
        CheckConstraint("minutes between 0 and 1440", name="minutes_range"),
        CheckConstraint("weekdays between 1 and 127", name="weekdays_mask"),
        CheckConstraint(
            "season in ('off_season', 'june_september', 'july', 'august', 'holiday_weeks')",
            name="season_known",
        ),
    )

    crossing_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    from_country: Mapped[str] = mapped_column(ForeignKey("country.code"), primary_key=True)
    to_country: Mapped[str] = mapped_column(ForeignKey("country.code"), primary_key=True)
    season: Mapped[str] = mapped_column(primary_key=True)
    weekdays: Mapped[int] = mapped_column(primary_key=True)
    minutes: Mapped[int]


class BorderWaitOverride(Base):
    """What a coordinator knows of a crossing right now; it ends by itself."""

    __tablename__ = "border_wait_override"
    __table_args__ = (
        ExcludeConstraint(
            (Column("crossing_id"), "="),
            (Column("from_country", Text), "="),
            (Column("to_country", Text), "="),
            (Column("period", TSTZRANGE), "&&"),
            name="ex_border_wait_override_overlap",
            using="gist",
        ),
        CheckConstraint("minutes between 0 and 1440", name="minutes_range"),
        Index("ix_border_wait_override_crossing", "crossing_id"),
    )

    id: Mapped[Key]
    crossing_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    from_country: Mapped[str] = mapped_column(ForeignKey("country.code"))
    to_country: Mapped[str] = mapped_column(ForeignKey("country.code"))
    minutes: Mapped[int]
    period: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
