"""What a member's SMS means: digits first, then words of their own languages, never a guess.

``1 47`` is yes to job 47 and ``2 47`` no, in any of three digit sets and either order: job
numbers have two digits or more, answers have one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.domain.plain_text import normalise
from app.domain.reply_words import ELSEWHERE, NO, START, STOP, YES


class Meaning(StrEnum):
    YES = "yes"
    NO = "no"
    STOP = "stop"
    START = "start"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Reply:
    """What was understood: an answer, and to which job number where one was given."""

    meaning: Meaning
    number: int | None = None


UNCLEAR = Reply(Meaning.UNCLEAR)
LONGEST_NUMBER = 4
_ANSWERS = {"1": Meaning.YES, "2": Meaning.NO, "👍": Meaning.YES, "👎": Meaning.NO}


def parse(text: str, languages: Collection[str]) -> Reply:
    """The meaning of a reply from a member with these languages (``ara``, ``pes``, ``prs``,
    ``pus``, ``srp``, ``mkd``, ``sqi``, ``eng``)."""
    plain = normalise(text)
    if plain in STOP:
        return Reply(Meaning.STOP)
    if plain in START:
        return Reply(Meaning.START)
    pieces = plain.split()
    numbers = {int(piece) for piece in pieces if _is_job_number(piece)}
    said = [piece for piece in pieces if not _is_job_number(piece)]
    meanings = {_ANSWERS.get(piece) for piece in said}
    if None in meanings:
        meanings = {_in_words(" ".join(said), languages)}
    if len(meanings) != 1 or None in meanings or len(numbers) > 1:
        return UNCLEAR
    (meaning,) = (each for each in meanings if each)
    return Reply(meaning, numbers.pop() if numbers else None)


def _is_job_number(piece: str) -> bool:
    return piece.isdecimal() and piece not in _ANSWERS and len(piece) <= LONGEST_NUMBER


def _in_words(words: str, languages: Collection[str]) -> Meaning | None:
    """The meaning in the member's languages; None where it has none, or two."""
    says_yes = any(words in YES.get(language, ()) for language in languages)
    says_no = any(words in NO.get(language, ()) for language in languages)
    says_something_else = any(words in ELSEWHERE.get(language, ()) for language in languages)
    if says_yes == says_no or says_something_else:
        return None
    return Meaning.YES if says_yes else Meaning.NO
