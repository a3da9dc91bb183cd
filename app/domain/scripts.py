"""Letters: Serbian and Macedonian between Cyrillic and Latin, and Latin without diacritics."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_SERBIAN = {
    "dž": "џ", "lj": "љ", "nj": "њ", "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "đ": "ђ",
    "e": "е", "ž": "ж", "z": "з", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н",
    "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "ć": "ћ", "u": "у", "f": "ф", "h": "х",
    "c": "ц", "č": "ч", "š": "ш",
}  # fmt: skip
_MACEDONIAN = {**_SERBIAN, "đ": "ѓ", "gj": "ѓ", "ć": "ќ", "kj": "ќ", "dz": "ѕ"}
_LATIN = {cyrillic: latin for latin, cyrillic in _SERBIAN.items()} | {
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ѐ": "e", "ѝ": "i",
}  # fmt: skip
#: Letters that do not fall apart into a plain one and a mark.
_PLAIN = str.maketrans({"đ": "dj", "Đ": "Dj", "ł": "l", "–": "-", "—": "-", "’": "'", "„": '"'})
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
#: What a text puts in by name stays as it is.
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")


def serbian_cyrillic(text: str) -> str:
    """Serbian in Latin letters, written in Cyrillic; ``{names}`` stay."""
    return _outside_placeholders(text, _IN_SERBIAN)


def macedonian_cyrillic(text: str) -> str:
    """A name of the region in Latin letters, as Macedonians write it."""
    return _outside_placeholders(text, _IN_MACEDONIAN)


def latin(text: str) -> str:
    """Serbian or Macedonian in Cyrillic letters, written in Latin; ``{names}`` stay."""
    return text if text.isascii() else _outside_placeholders(text, _IN_LATIN)


def without_diacritics(text: str) -> str:
    """Latin letters without their marks, as people type them: ``Preševo`` is ``Presevo``."""
    return text if text.isascii() else _BEYOND_ASCII.sub(lambda found: _unmarked(found[0]), text)


@lru_cache(maxsize=1024)
def _unmarked(letters: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letters.translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _outside_placeholders(text: str, change: Callable[[str], str]) -> str:
    if "{" not in text:
        return change(text)
    parts = _PLACEHOLDER.split(text)
    return "".join(part if part.startswith("{") else change(part) for part in parts)


def _like(model: str, text: str) -> str:
    """``text`` with the model's capital, if it has one."""
    if model.islower() or not model[0].isupper():
        return text
    return text[0].upper() + text[1:]


def _rewriter(table: dict[str, str]) -> Callable[[str], str]:
    """Puts the letters of a table into others, the longest first."""
    longest_first = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    @lru_cache(maxsize=256)
    def rewritten(letters: str) -> str:
        return _like(letters, table[letters.lower()])

    return lambda text: pattern.sub(lambda found: rewritten(found[0]), text)


_IN_SERBIAN, _IN_MACEDONIAN, _IN_LATIN = map(_rewriter, (_SERBIAN, _MACEDONIAN, _LATIN))
