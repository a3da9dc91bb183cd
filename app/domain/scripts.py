"""Letters: Serbian and Macedonian between Cyrillic and Latin, and Latin without diacritics."""

import re
import unicodedata
from collections.abc import Callable

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
#: What a text puts in by name stays as it is.
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")


def serbian_cyrillic(text: str) -> str:
    """Serbian in Latin letters, written in Cyrillic; ``{names}`` stay."""
    return _outside_placeholders(text, lambda part: _replace(part, _SERBIAN))


def macedonian_cyrillic(text: str) -> str:
    """A name of the region in Latin letters, as Macedonians write it."""
    return _outside_placeholders(text, lambda part: _replace(part, _MACEDONIAN))


def latin(text: str) -> str:
    """Serbian or Macedonian in Cyrillic letters, written in Latin; ``{names}`` stay."""
    return _outside_placeholders(text, lambda part: _replace(part, _LATIN))


def without_diacritics(text: str) -> str:
    """Latin letters without their marks, as people type them: ``Preševo`` is ``Presevo``."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _outside_placeholders(text: str, change: Callable[[str], str]) -> str:
    parts = _PLACEHOLDER.split(text)
    return "".join(part if part.startswith("{") else change(part) for part in parts)


def _replace(text: str, table: dict[str, str]) -> str:
    longest_first = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    return pattern.sub(lambda found: _like(found[0], table[found[0].lower()]), text)


def _like(model: str, text: str) -> str:
    """``text`` with the model's capital, if it has one."""
    if model.islower() or not model[0].isupper():
        return text
    return text[0].upper() + text[1:]
