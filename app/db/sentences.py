"""Sentences in the database: kept as what they are made of, so that each reader has their own.

A row holds ``{"text": "Yes to job 7.", "template": "Yes to job {number}.", "values":
{"number": 7}}``; ``text`` is the English for whoever looks into the database.
"""

from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from app.domain.said import Sentence, verbatim


class SentenceColumn(TypeDecorator[Sentence]):
    """A column of sentences."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Sentence | None, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else _packed(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Sentence | None:
        del dialect
        return None if value is None else _unpacked(value)


def _packed(sentence: Sentence) -> dict[str, Any]:
    """JSON has no days and no moments: a sentence with one is kept in English."""
    if not all(isinstance(value, str | int) for value in sentence.values.values()):
        sentence = verbatim(sentence)
    values = {
        name: _packed(value) if isinstance(value, Sentence) else value
        for name, value in sentence.values.items()
    }
    return {"text": str(sentence), "template": sentence.template, "values": values}


def _unpacked(kept: dict[str, Any]) -> Sentence:
    values = {
        name: _unpacked(value) if isinstance(value, dict) else value
        for name, value in kept["values"].items()
    }
    return Sentence(kept["template"], values)
