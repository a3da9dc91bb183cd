"""Letters: between Cyrillic and Latin, and without diacritics."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scripts import latin, macedonian_cyrillic, serbian_cyrillic, without_diacritics
from config import PROJECT

with (PROJECT / "app" / "data" / "sites.csv").open(encoding="utf-8", newline="") as file:
    TOWNS = sorted({row["town"] for row in csv.DictReader(file)})
SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"


@pytest.mark.parametrize(
    ("town", "serbian", "macedonian"),
    [
        ("Preševo", "Прешево", "Прешево"),
        ("Đakovica", "Ђаковица", "Ѓаковица"),
        ("Ljubanci", "Љубанци", "Љубанци"),
        ("NJEGOŠ", "ЊЕГОШ", "ЊЕГОШ"),
        ("Kjustendil", "Кјустендил", "Ќустендил"),
    ],
)
def test_names_in_cyrillic(town: str, serbian: str, macedonian: str) -> None:
    assert serbian_cyrillic(town) == serbian
    assert macedonian_cyrillic(town) == macedonian


@given(st.text(SERBIAN + " ,.0123456789", max_size=40))
def test_serbian_comes_back_from_latin_except_where_two_letters_meet(text: str) -> None:
    if not any(pair in text for pair in ("лј", "нј", "дж")):
        assert serbian_cyrillic(latin(text)) == text


@pytest.mark.parametrize("town", TOWNS)
def test_every_town_can_be_typed_without_diacritics(town: str) -> None:
    assert without_diacritics(latin(town)).isascii()


def test_what_a_text_puts_in_by_name_stays() -> None:
    assert serbian_cyrillic("Posao {number} do {deadline}") == "Посао {number} до {deadline}"
    assert latin("Посао {number}") == "Posao {number}"
