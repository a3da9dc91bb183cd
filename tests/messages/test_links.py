"""Links of offers: only those that we made open anything."""

import string

from hypothesis import given
from hypothesis import strategies as st

from app.domain.links import OfferLinks

LINKS = OfferLinks("a key of thirty-two letters or more", "https://pool.example")
IDS = st.integers(1, 2**53)
LETTERS = string.ascii_letters + string.digits + "-_+/=.!"


@given(IDS)
def test_a_token_leads_back_to_its_offer(offer_id: int) -> None:
    token = LINKS.token(offer_id)
    assert LINKS.offer_id(token) == offer_id
    assert LINKS.url(offer_id) == f"https://pool.example/o/{token}"
    assert len(token) == 16 + len(str(offer_id))


@given(IDS, st.data())
def test_a_token_with_any_letter_changed_is_refused(offer_id: int, data: st.DataObject) -> None:
    token = LINKS.token(offer_id)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from(LETTERS).filter(lambda each: each != token[place]))
    assert LINKS.offer_id(token[:place] + letter + token[place + 1 :]) is None


@given(IDS)
def test_another_spelling_of_the_same_signature_is_refused(offer_id: int) -> None:
    token = LINKS.token(offer_id)
    other = token.replace("-", "+").replace("_", "/")
    assert other == token or LINKS.offer_id(other) is None


@given(IDS, IDS)
def test_a_signature_is_of_one_offer_only(first: int, second: int) -> None:
    swapped = LINKS.token(first)[:16] + str(second)
    assert LINKS.offer_id(swapped) == (second if first == second else None)


@given(st.text(max_size=60) | st.from_regex(r"[\w-]{16}[0-9٠-٩]{1,40}", fullmatch=True))
def test_whatever_is_typed_is_refused_and_breaks_nothing(token: str) -> None:
    assert LINKS.offer_id(token) is None


@given(IDS)
def test_a_token_cut_short_or_made_longer_is_refused(offer_id: int) -> None:
    token = LINKS.token(offer_id)
    assert LINKS.offer_id(token[:-1]) is None
    assert LINKS.offer_id(token[1:]) is None
    assert LINKS.offer_id(token + "0") is None
    assert LINKS.offer_id(f"{token}\n") is None


@given(IDS)
def test_another_installations_token_is_refused(offer_id: int) -> None:
    other = OfferLinks("another key of thirty-two letters or so", LINKS.base_url)
    assert LINKS.offer_id(other.token(offer_id)) is None
    assert "key" not in repr(other)


def test_no_digit_string_is_too_long() -> None:
    assert LINKS.offer_id("a" * 16 + "1" * 5000) is None
