"""Text as people type it on any phone, in one form."""

import unicodedata

#: Letters that phones of different countries write differently.
_ALIKE = str.maketrans(
    {
        "ك": "ک", "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ئ": "ی", "أ": "ا", "إ": "ا", "آ": "ا",
        "ة": "ه", "ؤ": "و", "\u0640": "", "\u200c": " ", "'": "", "’": "", "‘": "",
    }
)  # fmt: skip


def normalise(text: str) -> str:
    """The text as the lists of words have it: one form of each letter and digit, no marks."""
    unified = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    digits = "".join(_digit(letter) for letter in unified)
    plain = unicodedata.normalize("NFD", digits)
    kept = (letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    spaced = "".join(letter if _counts(letter) else " " for letter in kept)
    return " ".join(unicodedata.normalize("NFC", spaced).split())


def _digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter


def _counts(letter: str) -> bool:
    return letter.isalnum() or letter in "👍👎"
