"""How a text says that it may be answered by one, where an answer can reach us.

A phone whose operator carries no replies would lose an answer that a text asked for.
"""

from collections.abc import Mapping

#: By the tag of the member's words; ``{number}`` is the job's.
HINTS: Mapping[str, str] = {
    "ar": "أو SMS 1 {number} نعم، 2 {number} لا",
    "fa": "یا SMS 1 {number} بله، 2 {number} نه",
    "fa-AF": "یا SMS 1 {number} بلی، 2 {number} نه",
    "ps": "یا SMS 1 {number} هو، 2 {number} نه",
    "sr-Latn": "ili SMS 1 {number} da, 2 {number} ne",
    "sr-Cyrl": "или СМС 1 {number} да, 2 {number} не",
    "mk": "или СМС 1 {number} да, 2 {number} не",
    "sq": "ose SMS 1 {number} po, 2 {number} jo",
    "en": "or SMS 1 {number} yes, 2 {number} no",
}


def reply_hint(tag: str, number: int) -> str:
    """What to send for yes and for no."""
    return HINTS[tag].format(number=number)
