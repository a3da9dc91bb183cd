"""How members can be reached: what works with which numbers, who wants no texts, what a day may
cost, and how the providers fare."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, enum_type


class NumberCapability(Base):
    """What works with the numbers of a country, or of a prefix in it."""

    __tablename__ = "number_capability"
    __table_args__ = (
        UniqueConstraint("country", "prefix"),
        CheckConstraint("country ~ '^[A-Z]{2}$'", name="country_code"),
        CheckConstraint("prefix ~ '^([1-9][0-9]{0,5})?$'", name="prefix_digits"),
        CheckConstraint("text_tenths >= 0 and call_tenths >= 0", name="prices_not_negative"),
    )

    id: Mapped[Key]
    #: ISO 3166; ZZ for all countries without a row.
    country: Mapped[str]
    #: First digits after the country's calling code; empty for the whole country.
    prefix: Mapped[str] = mapped_column(default="")
    operator: Mapped[str] = mapped_column(default="")
    two_way: Mapped[bool]
    alphanumeric: Mapped[bool]
    voice: Mapped[bool]
    sender: Mapped[str] = mapped_column(default="")
    #: Planning prices in tenths of a euro cent: a segment of SMS, a minute of a call.
    text_tenths: Mapped[int]
    call_tenths: Mapped[int]


class DeliveryPolicy(Base):
    """The one row of settings of delivery; limits are euro cents a day, 0 is none."""

    __tablename__ = "delivery_policy"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("person_day_cents >= 0 and day_cents >= 0", name="limits_not_negative"),
        CheckConstraint(
            "call_before_minutes > 0 and failures_before_failover > 0 and failover_minutes > 0",
            name="times_positive",
        ),
    )

    id: Mapped[Key]
    person_day_cents: Mapped[int]
    day_cents: Mapped[int]
    urgent_passes: Mapped[bool]
    calls_unanswered: Mapped[bool]
    call_before_minutes: Mapped[int]
    failures_before_failover: Mapped[int]
    failover_minutes: Mapped[int]


class OptOutBy(StrEnum):
    """How we know that a number wants no texts."""

    WORD = "word"
    PROVIDER = "provider"


class OptOut(Base):
    """A number to which no text goes. It is the number's, not its owner's."""

    __tablename__ = "opt_out"

    phone: Mapped[str] = mapped_column(primary_key=True)
    opted_out_at: Mapped[datetime]
    known_by: Mapped[OptOutBy] = mapped_column(enum_type(OptOutBy, "known_by_known"))


class ProviderHealth(Base):
    """How a provider fares: failures since its last success, and until when it is spared."""

    __tablename__ = "provider_health"

    name: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    away_until: Mapped[datetime | None]
