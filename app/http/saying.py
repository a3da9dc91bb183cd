"""The sentences of the rules (``app.domain.said``) in the language of the page."""

from typing import TypeVar

from flask import Flask
from flask_babel import gettext

from app.domain.said import Sentence

T = TypeVar("T")


def register(app: Flask) -> None:
    """Translate every sentence that a template prints."""
    app.jinja_env.finalize = translated


def translated(value: T) -> T | str:
    """A sentence in the language of the request; anything else as it is.

    A translation that names a value which the sentence does not have is no translation: the
    sentence is shown in English.
    """
    if not isinstance(value, Sentence):
        return value
    values = {name: translated(part) for name, part in value.values.items()}
    template = gettext(value.template) if value.template else ""
    try:
        return str(template.format(**values))
    except (LookupError, ValueError, TypeError, AttributeError):
        return str(value)
