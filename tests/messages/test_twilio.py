"""The real client against a provider on the loopback address: what each answer means to us."""

import socket

import pytest

from app.adapters.sms import BusyError, Outgoing, RefusedError, SmsError, UncertainError
from app.adapters.sms.twilio import TwilioGateway
from app.domain.messages import ProviderStatus
from tests.factories import NOW
from tests.support.provider import PUBLIC, Fault, Provider, gateway_to
from tests.support.web import FrozenClock

TEXT = Outgoing(7, "+381601234567", "دنده 47: پښتو", NOW)


def test_a_text_is_handed_over_with_an_address_for_its_receipts(
    gateway: TwilioGateway, provider: Provider
) -> None:
    handed_over = gateway.send(TEXT)
    (taken,) = provider.texts
    assert (handed_over.ref, handed_over.status) == (taken.sid, ProviderStatus.QUEUED)
    assert (taken.to, taken.body) == (TEXT.to, TEXT.body)
    assert taken.callback == f"{PUBLIC}/sms/status/7"


@pytest.mark.parametrize(
    ("fault", "error", "code", "is_taken"),
    [
        (Fault.BAD_NUMBER, RefusedError, "21211", False),
        (Fault.OPTED_OUT, RefusedError, "21610", False),
        (Fault.TOO_MANY, BusyError, "20429", False),
        (Fault.WRONG_TOKEN, BusyError, "20003", False),
        (Fault.UNAVAILABLE, UncertainError, "20503", False),
        (Fault.ERROR_AFTER_TAKING, UncertainError, "20500", True),
        (Fault.NONSENSE_AFTER_TAKING, UncertainError, "unreadable answer", True),
        (Fault.HANG_UP_AFTER_TAKING, UncertainError, "no answer", True),
        (Fault.LOSE, UncertainError, "no answer", False),
    ],
)
def test_what_a_failure_means(
    gateway: TwilioGateway,
    provider: Provider,
    fault: Fault,
    error: type[SmsError],
    code: str,
    is_taken: bool,
) -> None:
    provider.faults = [fault]
    with pytest.raises(error) as caught:
        gateway.send(TEXT)
    assert caught.value.code == code
    assert provider.calls == 1, "the client tries once and leaves the rest to us"
    assert len(provider.texts) == is_taken


def test_no_answer_in_time_leaves_it_open(provider: Provider) -> None:
    provider.faults = [Fault.STALL_AFTER_TAKING]
    with gateway_to(provider.url, timeout=1) as gateway:
        with pytest.raises(UncertainError):
            gateway.send(TEXT)
        (found,) = gateway.find(TEXT)
    assert found.ref == provider.texts[0].sid


def test_without_a_connection_nothing_was_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with gateway_to(url) as gateway, pytest.raises(BusyError):
            gateway.send(TEXT)


def test_the_list_shows_texts_with_these_words_to_this_number_only(
    gateway: TwilioGateway, provider: Provider
) -> None:
    for text in (
        TEXT,
        Outgoing(8, TEXT.to, "other words", NOW),
        Outgoing(9, "+381607654321", TEXT.body, NOW),
    ):
        gateway.send(text)
    assert [found.ref for found in gateway.find(TEXT)] == [provider.texts[0].sid]


def test_an_earlier_text_with_the_same_words_is_not_this_one(
    gateway: TwilioGateway, clock: FrozenClock
) -> None:
    gateway.send(TEXT)
    clock.advance(hours=1)
    later = Outgoing(TEXT.message_id, TEXT.to, TEXT.body, clock.time)
    assert gateway.find(later) == []


def test_a_list_that_cannot_be_read_says_so(gateway: TwilioGateway, provider: Provider) -> None:
    provider.list_is_away = True
    with pytest.raises(SmsError):
        gateway.find(TEXT)
