"""Reading the forms of how members are reached. What is no number becomes one that no rule
allows."""

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal, InvalidOperation

from werkzeug.datastructures import MultiDict

from app.domain.contact import Contact
from app.domain.delivery import Policy
from app.domain.numbers import Capability
from app.domain.vocabulary import Script

#: Out of every range.
NONSENSE = -1


def capability_from(form: Mapping[str, str]) -> Capability:
    """A row of the table of numbers; prices are written in cents."""
    return Capability(
        country=_text(form, "country").upper(),
        prefix=_text(form, "prefix").replace(" ", ""),
        operator=_text(form, "operator"),
        two_way="two_way" in form,
        alphanumeric="alphanumeric" in form,
        voice="voice" in form,
        sender=_text(form, "sender"),
        text_tenths=_tenths(form, "text_tenths"),
        call_tenths=_tenths(form, "call_tenths"),
    )


def policy_from(form: Mapping[str, str]) -> Policy:
    """The policy of delivery; limits are written in euros."""
    return Policy(
        person_day_cents=_scaled(form, "person_day_cents", 100),
        day_cents=_scaled(form, "day_cents", 100),
        urgent_passes="urgent_passes" in form,
        calls_unanswered="calls_unanswered" in form,
        call_before_minutes=_scaled(form, "call_before_minutes", 1),
        failures_before_failover=_scaled(form, "failures_before_failover", 1),
        failover_minutes=_scaled(form, "failover_minutes", 1),
    )


def contact_from(form: MultiDict[str, str]) -> Contact:
    """A member's choices. What is no time of day is none."""
    script, rests = _text(form, "sms_script"), form.getlist("rests")
    return Contact(
        prefers_calls=_text(form, "way") == "calls",
        page_language=_text(form, "page_language"),
        sms_script=Script(script) if script in set(Script) else Script.DEFAULT,
        keeps_friday="friday" in rests,
        keeps_ramadan="ramadan" in rests,
        quiet_from=_clock(form, "quiet_from"),
        quiet_until=_clock(form, "quiet_until"),
    )


def cents(tenths: int) -> str:
    """A price in cents as it is written into the form."""
    return f"{Decimal(tenths) / 10:f}" if tenths >= 0 else ""


def euros(cents_: int) -> str:
    """A limit in euros as it is written into the form."""
    return f"{Decimal(cents_) / 100:.2f}" if cents_ >= 0 else ""


def _text(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").strip()[:100].replace("\0", "")


def _clock(form: Mapping[str, str], name: str) -> time | None:
    try:
        return datetime.strptime(_text(form, name), "%H:%M").time()  # noqa: DTZ007 -- a time alone
    except ValueError:
        return None


def _tenths(form: Mapping[str, str], name: str) -> int:
    return _scaled(form, name, 10)


def _scaled(form: Mapping[str, str], name: str, by: int) -> int:
    """A decimal number, with a comma or a point, in units of one ``by``-th."""
    try:
        value = Decimal(_text(form, name).replace(",", ".")) * by
    except InvalidOperation:
        return NONSENSE
    is_whole = value.is_finite() and value == value.to_integral_value() and abs(value) < 10**8
    return int(value) if is_whole else NONSENSE
