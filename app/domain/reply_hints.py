"""How a text says that it may be answered by one, where an answer can reach us.

A phone whose operator carries no replies would lose an answer that a text asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.vocabulary import Modality


@dataclass(frozen=True)
class Hint:
    """What to send for yes and for no: ``full`` follows the deadline's own words, ``brief`` has
    the deadline in it, for texts with little room. ``{number}`` is the job's."""

    full: str
    brief: str


#: By the tag of the member's words.
HINTS: Mapping[str, Hint] = {
    "ar": Hint(
        "أو SMS 1 {number} نعم، 2 {number} لا", "قبل {deadline} SMS 1 {number} نعم، 2 {number} لا"
    ),
    "fa": Hint(
        "یا SMS 1 {number} بله، 2 {number} نه", "تا {deadline} SMS 1 {number} بله، 2 {number} نه"
    ),
    "fa-AF": Hint(
        "یا SMS 1 {number} بلی، 2 {number} نه", "تا {deadline} SMS 1 {number} بلی، 2 {number} نه"
    ),
    "ps": Hint(
        "یا SMS 1 {number} هو، 2 {number} نه", "تر {deadline} SMS 1 {number} هو، 2 {number} نه"
    ),
    "sr-Latn": Hint(
        "ili SMS 1 {number} da, 2 {number} ne", "Do {deadline} SMS 1 {number} da, 2 {number} ne"
    ),
    "sr-Cyrl": Hint(
        "или СМС 1 {number} да, 2 {number} не", "До {deadline} СМС 1 {number} да, 2 {number} не"
    ),
    "mk": Hint(
        "или СМС 1 {number} да, 2 {number} не", "До {deadline} СМС 1 {number} да, 2 {number} не"
    ),
    "sq": Hint(
        "ose SMS 1 {number} po, 2 {number} jo", "Deri {deadline} SMS 1 {number} po, 2 {number} jo"
    ),
    "en": Hint(
        "or SMS 1 {number} yes, 2 {number} no", "By {deadline} SMS 1 {number} yes, 2 {number} no"
    ),
}


_CYRILLIC_WAYS = {Modality.ON_SITE: "лично", Modality.VIDEO: "видео", Modality.PHONE: "телефон"}
#: Modalities in fewer letters than the words have.
BRIEF_WAYS: Mapping[str, Mapping[Modality, str]] = {
    "sr-Cyrl": _CYRILLIC_WAYS,
    "mk": _CYRILLIC_WAYS,
}


def reply_hint(tag: str, number: int) -> str:
    """What to send for yes and for no."""
    return HINTS[tag].full.format(number=number)


def brief_hint(tag: str, number: int, deadline: str) -> str:
    """The same with the deadline, in the fewest words."""
    return HINTS[tag].brief.format(number=number, deadline=deadline)
