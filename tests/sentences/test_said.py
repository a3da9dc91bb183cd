"""Sentences are English text that remembers what it was made of."""

import json
import string
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.said import Sentence, joined, said, verbatim

names = st.text(string.ascii_lowercase, min_size=1, max_size=8)
values = st.dictionaries(names, st.integers() | st.text() | st.dates(), max_size=4)
literal = st.text().map(lambda text: text.replace("{", "{{").replace("}", "}}"))


@st.composite
def templates(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    filled = draw(values)
    parts = [draw(literal)]
    for name in filled:
        parts += [f"{{{name}}}", draw(literal)]
    return "".join(parts), filled


@given(templates())
def test_a_sentence_is_its_template_filled_in(drawn: tuple[str, dict[str, Any]]) -> None:
    template, filled = drawn
    sentence = said(template, **filled)
    assert str(sentence) == template.format(**filled)
    assert (sentence.template, sentence.values) == (template, filled)


@given(st.text())
def test_what_is_verbatim_is_kept_to_the_letter(text: str) -> None:
    assert verbatim(text) == text


@given(st.sampled_from([" ", ", ", "; "]), st.lists(st.text().map(verbatim)))
def test_what_is_joined_is_each_part_in_order(separator: str, parts: list[Sentence]) -> None:
    assert joined(separator, parts) == separator.join(parts)


def test_a_template_formats_its_days_and_quotes_its_words() -> None:
    told = said("{day:%d.%m.%Y} is not {word!r}.", day=date(2026, 11, 30), word="ned")
    assert told == "30.11.2026 is not 'ned'."


def test_a_template_may_fill_in_a_value_called_like_anything() -> None:
    assert said("{self} {template} {cls}", self=1, template=2, cls=3) == "1 2 3"


def test_programs_get_plain_text() -> None:
    assert json.dumps({"detail": said("Nothing is {state}.", state=said("lost"))}) == (
        '{"detail": "Nothing is lost."}'
    )
