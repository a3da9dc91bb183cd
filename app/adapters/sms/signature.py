"""Whether a webhook comes from the provider, and what its words for a text's fate mean."""

from collections.abc import Callable, Collection, Mapping

from twilio.request_validator import RequestValidator

from app.adapters.sms.statuses import CALL_STATUSES, STATUSES
from app.domain.messages import ProviderStatus
from config import TwilioSettings

HEADER = "X-Twilio-Signature"


def is_signed(
    settings: TwilioSettings, address: str, form: Mapping[str, str], signature: str
) -> bool:
    """Whether one of the account's tokens made the signature over the address and the form.

    ``form`` may be a MultiDict: every value of a name counts.
    """
    if not signature.isascii():
        return False
    validators = [RequestValidator(token) for token in settings.auth_tokens]
    return any(each.validate(address, form, signature) for each in validators)


def is_for_us(
    settings: TwilioSettings,
    form: Mapping[str, str],
    number_field: str,
    other_senders: Callable[[], Collection[str]],
) -> bool:
    """Whether a webhook is about our account and our number, or messaging service, or another
    number that we send from, which is asked for only then."""
    if form.get("AccountSid") != settings.account_sid:
        return False
    number, service = form.get(number_field), form.get("MessagingServiceSid")
    if settings.sender in ((service,) if settings.sender.startswith("MG") else (number,)):
        return True
    return bool(number) and not {number, service}.isdisjoint(other_senders())


def status_of(word: str) -> ProviderStatus | None:
    """The provider's word for what became of a text; None for one that it does not have."""
    return STATUSES.get(word)


def status_of_call(word: str) -> ProviderStatus | None:
    """The same of a call."""
    return CALL_STATUSES.get(word)
