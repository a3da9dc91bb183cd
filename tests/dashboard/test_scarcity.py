"""The table of prices by language and hour."""

from app.dashboard.scarcity import heat, short


def row(language: str, hour: int, price: int) -> dict[str, object]:
    return {"language": language, "hour": hour, "seats": 2, "price": price}


def test_the_scarcest_language_comes_first_and_hours_are_in_order() -> None:
    found = heat(
        [row("pbu", 10, 900), row("prs", 8, 5_000_000), row("prs", 11, 0)], {"prs": "Dari"}
    )

    assert found is not None
    assert list(found.rows) == ["Dari", "pbu"]
    assert found.hours == [8, 10, 11]
    assert (found.rows["Dari"][8].points, found.rows["Dari"][8].level) == ("50k", 3)
    assert found.rows["pbu"][10].level == 0
    assert found.left_out == 0


def test_only_the_scarcest_languages_are_drawn() -> None:
    found = heat([row(f"l{n:02}", 9, n) for n in range(13)], {})

    assert found is not None
    assert len(found.rows) == 10
    assert found.left_out == 3
    assert "l00" not in found.rows


def test_a_plan_without_prices_has_no_table() -> None:
    assert heat([], {}) is None


def test_figures_are_short() -> None:
    assert [short(n) for n in (0, 85.4, 12_400, 2_277_066)] == ["0", "85", "12k", "2.3M"]
