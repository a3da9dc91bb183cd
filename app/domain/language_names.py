"""What a language is called in another one: the field's word, else Unicode's (CLDR)."""

from functools import cache

from babel import Locale

from app.domain.words import Words

#: CLDR goes by the shortest code there is.
_CLDR_CODES = {
    "ara": "ar", "fas": "fa", "pus": "ps", "kur": "ku", "urd": "ur", "hin": "hi", "pan": "pa",
    "ben": "bn", "bal": "bal", "uzb": "uz", "tuk": "tk", "som": "so", "tir": "ti", "tur": "tr",
    "fra": "fr", "eng": "en", "sqi": "sq", "srp": "sr", "mkd": "mk",
}  # fmt: skip


def language_name(words: Words, dialect: str, language: str, english: str) -> str:
    """The name for members: of the dialect where it counts as a language of its own to them,
    else of its language; ``english`` where neither is known."""
    if dialect in words.dialects:
        return words.dialects[dialect]
    if language == "fas":
        return _cldr(words.cldr, "fa_AF" if dialect == "prs" else "fa") or english
    return _cldr(words.cldr, _CLDR_CODES.get(language, language)) or english


@cache
def _cldr(locale: str, code: str) -> str | None:
    name: str | None = Locale.parse(locale).languages.get(code)
    return name
