"""What replies mean; what is not certain is for a person to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.replies import Meaning, Reply, parse
from app.domain.reply_words import ELSEWHERE, NO, YES

LANGUAGES = sorted(YES)
DIGITS = {
    "european": "0123456789",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
}


def written(number: int, digits: str) -> str:
    return "".join(DIGITS[digits][int(digit)] for digit in str(number))


@given(
    st.sampled_from([(1, Meaning.YES), (2, Meaning.NO)]),
    st.integers(10, 9999),
    st.sampled_from(sorted(DIGITS)),
    st.booleans(),
    st.sampled_from([" ", "  ", ", ", "\n", " - ", "\u200f ", ". "]),
)
def test_answer_and_number_in_any_digits_and_either_order(
    answer: tuple[int, Meaning], number: int, digits: str, is_turned: bool, between: str
) -> None:
    said = [written(answer[0], digits), written(number, digits)]
    text = between.join(reversed(said) if is_turned else said)
    assert parse(text, ["pus"]) == Reply(answer[1], number)


@pytest.mark.parametrize(
    ("text", "languages", "reply"),
    [
        ("1", ["ara"], Reply(Meaning.YES)),
        ("۲", ["pes"], Reply(Meaning.NO)),
        ("👍 47", ["pus"], Reply(Meaning.YES, 47)),
        ("👍🏽", ["pus"], Reply(Meaning.YES)),
        ("👎", ["pus"], Reply(Meaning.NO)),
        ("نعم ٤٧", ["ara"], Reply(Meaning.YES, 47)),
        ("نَعَم", ["ara"], Reply(Meaning.YES)),
        ("لا", ["ara"], Reply(Meaning.NO)),
        ("La", ["ara"], Reply(Meaning.NO)),
        ("بله ۴۷", ["pes"], Reply(Meaning.YES, 47)),
        ("نمی‌توانم", ["prs"], Reply(Meaning.NO)),
        ("خیر", ["pes"], Reply(Meaning.NO)),
        ("هو", ["pus"], Reply(Meaning.YES)),
        ("DA!", ["srp"], Reply(Meaning.YES)),
        ("може 12", ["mkd"], Reply(Meaning.YES, 12)),
        ("jo", ["sqi"], Reply(Meaning.NO)),
        ("Yes.", ["eng"], Reply(Meaning.YES)),
        ("STOP", ["pus"], Reply(Meaning.STOP)),
        ("opt-out", ["pus"], Reply(Meaning.STOP)),
    ],
)
def test_what_is_understood(text: str, languages: list[str], reply: Reply) -> None:
    assert parse(text, languages) == reply


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("", ["pus"]),
        ("47", ["pus"]),
        ("147", ["pus"]),
        ("1 2", ["pus"]),
        ("1 47 48", ["pus"]),
        ("1 27.11. 10:00", ["pus"]),
        ("1 1234567", ["pus"]),
        ("3 47", ["pus"]),
        ("yes no", ["eng"]),
        ("yes, but not on Friday", ["eng"]),
        ("not 1", ["eng"]),
        ("👍👎", ["pus"]),
        ("yes", ["pus"]),
        ("خیر", ["ara", "pes"]),
        ("هو", ["ara", "pus"]),
        ("na", ["pus", "srp"]),
        ("نعم؟ لا", ["ara"]),
    ],
)
def test_what_is_left_to_a_person(text: str, languages: list[str]) -> None:
    assert parse(text, languages).meaning is Meaning.UNCLEAR


@given(st.text(max_size=200), st.sets(st.sampled_from(LANGUAGES)))
def test_no_text_breaks_it(text: str, languages: set[str]) -> None:
    reply = parse(text, languages)
    assert reply.number is None or 0 <= reply.number <= 9999
    assert reply.number is None or reply.meaning in (Meaning.YES, Meaning.NO)


@given(
    st.lists(
        st.sampled_from(["1", "2", "٢", "۱", "yes", "no", "47", "48", "da", "ne", "👎", "x"]),
        max_size=6,
    )
)
def test_whatever_speaks_for_both_answers_or_two_jobs_is_not_guessed(pieces: list[str]) -> None:
    reply = parse(" ".join(pieces), ["eng", "srp"])
    yes = {"1", "۱", "yes", "da"} & set(pieces)
    no = {"2", "٢", "no", "ne", "👎"} & set(pieces)
    if (yes and no) or {"47", "48"} <= set(pieces) or "x" in pieces or not (yes or no):
        assert reply.meaning is Meaning.UNCLEAR
    if reply.meaning is Meaning.YES:
        assert yes
        assert not no


@given(st.sets(st.sampled_from(LANGUAGES), min_size=1))
def test_a_word_of_two_meanings_among_a_members_languages_is_not_understood(
    languages: set[str],
) -> None:
    yes = set().union(*(YES[language] for language in languages))
    no = set().union(*(NO[language] for language in languages))
    elsewhere = set().union(*(ELSEWHERE.get(language, frozenset()) for language in languages))
    for word in (yes & no) | (elsewhere & (yes | no)):
        assert parse(word, languages).meaning is Meaning.UNCLEAR
    for word in yes - no - elsewhere:
        assert parse(word, languages).meaning is Meaning.YES
    for word in no - yes - elsewhere:
        assert parse(word, languages).meaning is Meaning.NO
