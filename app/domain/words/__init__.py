"""What the pool says to its members, by SMS and on their pages, in their own language.

One table serves both: a language is one object whose fields are all required, so that no text
can be missing, and jobs read it as well as web requests.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.domain.scripts import serbian_cyrillic
from app.domain.words.albanian import ALBANIAN
from app.domain.words.arabic import ARABIC
from app.domain.words.dari import DARI
from app.domain.words.english import ENGLISH
from app.domain.words.farsi import FARSI
from app.domain.words.macedonian import MACEDONIAN
from app.domain.words.model import PageWords, SmsWords, Words
from app.domain.words.pashto import PASHTO
from app.domain.words.serbian import SERBIAN_LATIN

__all__ = ["LANGUAGES", "PageWords", "SmsWords", "Words", "words_of"]


def _in_cyrillic(value: Any) -> Any:
    """The same words in Cyrillic letters, whatever they are kept in."""
    if isinstance(value, str):
        return serbian_cyrillic(value)
    if isinstance(value, tuple):
        return tuple(map(_in_cyrillic, value))
    if isinstance(value, dict):
        return {key: _in_cyrillic(word) for key, word in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _in_cyrillic(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **changed)
    return value


SERBIAN_CYRILLIC: Words = replace(
    _in_cyrillic(SERBIAN_LATIN), tag="sr-Cyrl", cldr="sr_Cyrl", direction="ltr"
)

#: Every language of members' pages, in the order of their menu.
LANGUAGES: tuple[Words, ...] = (
    ARABIC,
    FARSI,
    DARI,
    PASHTO,
    SERBIAN_LATIN,
    SERBIAN_CYRILLIC,
    MACEDONIAN,
    ALBANIAN,
    ENGLISH,
)
_BY_TAG = {words.tag: words for words in LANGUAGES} | {
    "sr": SERBIAN_LATIN,
    "prs": DARI,
    "sr-Latn-RS": SERBIAN_LATIN,
    "sr-Cyrl-RS": SERBIAN_CYRILLIC,
}


def words_of(tag: str) -> Words:
    """The words of a language tag (``ps``, ``fa-AF``, ``mk-MK``), else those of its language
    without region, else English."""
    return _BY_TAG.get(tag) or _BY_TAG.get(tag.split("-", maxsplit=1)[0]) or ENGLISH
