"""Which language a page speaks: the user's own, else what the browser asks for."""

from flask import g, request

from app.http.request import known_user

#: Page languages that have translations; English is the source.
PAGE_LANGUAGES = ("en",)


def choose_locale() -> str:
    """The page's language tag. A page of one member sets ``g.page_language`` to theirs."""
    wanted = g.get("page_language") or getattr(known_user(), "page_language", None)
    if wanted:
        return str(wanted)
    return request.accept_languages.best_match(PAGE_LANGUAGES) or "en"
