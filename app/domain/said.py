"""Sentences that people read: English here, and in any language where they are shown.

A rule says ``said("There is no plan {number}.", number=7)``. What it gets is the English sentence
itself, so that logs, commands and tests read on; besides it remembers

    template   "There is no plan {number}."     what the catalogues translate
    values     {"number": 7}                    what is filled in, by ``str.format``

A value may be a sentence itself, which is translated before it is filled in:
``said("{way} is not possible.", way=said("Video"))``. A template is a whole sentence, or a phrase
that stands for itself: never a piece that leans on the English grammar around it. Days are
formatted in the template, ``{day:%d.%m.%Y}``, so that a translation can write them its own way.

``make messages`` finds the templates by the name ``said``; ``app.http.saying`` translates.
"""

from collections.abc import Iterable, Mapping
from typing import Self


class Sentence(str):
    """An English sentence that knows what it was made of."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        sentence = super().__new__(cls, template.format(**values))
        sentence.template, sentence.values = template, values
        return sentence


def said(template: str, /, **values: object) -> Sentence:
    """The sentence that the template makes of the values."""
    return Sentence(template, values)


def verbatim(text: str) -> Sentence:
    """What is nobody's to translate: a name, the words of another program."""
    return Sentence("{text}", {"text": str(text)})


def joined(separator: str, parts: Iterable[str]) -> Sentence:
    """Several sentences, or a list of things, one after the other."""
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return Sentence(separator.join(f"{{{name}}}" for name in values), values)
