"""Times, places and languages of an offer in the words of its member."""

from datetime import datetime

from markupsafe import Markup, escape

from app.db.models import Dialect
from app.domain.language_names import language_name
from app.domain.words import Words


def isolated(text: object) -> Markup:
    """Digits and Latin letters that keep their order in a right-to-left sentence."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def any_way(text: object) -> Markup:
    """Somebody else's words, whichever way they are written."""
    return Markup('<bdi dir="auto">{}</bdi>').format(text)


def filled(template: str, **values: object) -> Markup:
    """A sentence of the words with its gaps filled; plain values are escaped."""
    return escape(template).format(**values)


def moment(words: Words, local: datetime) -> Markup:
    """Weekday, date and time of day."""
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        local.isoformat(),
        words.weekdays[local.weekday()],
        isolated(f"{local:%d.%m.%Y}"),
        isolated(f"{local:%H:%M}"),
    )


def period(words: Words, start: datetime, end: datetime) -> Markup:
    """The day and from when until when; both days where it goes past midnight."""
    if start.date() != end.date():
        return Markup("{} – {}").format(moment(words, start), moment(words, end))
    day = isolated(f"{start:%d.%m.%Y}")
    hours = isolated(f"{start:%H:%M}–{end:%H:%M}")
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        start.isoformat(), words.weekdays[start.weekday()], day, hours
    )


def town(words: Words, name: str) -> Markup:
    """A town as its road signs write it; the capital has a name in every language."""
    return Markup("{}").format(words.belgrade) if name == "Belgrade" else isolated(name)


def languages(words: Words, one: Dialect, other: Dialect) -> Markup:
    """Between which languages, with the dialect where it has no name of its own."""
    return Markup("{} – {}").format(_language(words, one), _language(words, other))


def _language(words: Words, dialect: Dialect) -> Markup:
    name = language_name(words, dialect.code, dialect.language_code, dialect.language.name)
    if dialect.code in words.dialects or dialect.name == dialect.language.name:
        return Markup("{}").format(name)
    return Markup('{} <span lang="en">({})</span>').format(name, isolated(dialect.name))
