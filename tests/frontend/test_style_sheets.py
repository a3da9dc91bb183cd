"""The style sheets keep their promises: contrast in both themes, both directions, few bytes."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
TOKENS = (STATIC / "css/tokens.css").read_text()
SHEETS = sorted((STATIC / "css").glob("*.css"))


def block(selector: str) -> dict[str, str]:
    """The custom properties of the first rule of exactly this selector."""
    match = re.search(rf"^\s*{re.escape(selector)} \{{([^}}]*)\}}", TOKENS, re.MULTILINE)
    assert match, f"no rule for {selector}"
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", match[1]))


LIGHT = block(":root")
DARK = block(':root[data-theme="dark"]')


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("--bg", "--surface", "--sunken")
TEXTS = [(text, ground) for text in ("--text", "--text-soft", "--brand") for ground in GROUNDS]
TEXTS += [(f"--{tone}", f"--{tone}-soft") for tone in ("info", "good", "warn", "bad", "quiet")]
TEXTS += [("--text", f"--{tone}-soft") for tone in ("info", "good", "warn", "bad", "quiet")]
TEXTS += [("--on-brand", "--brand"), ("--on-brand", "--brand-hover"), ("--brand", "--brand-soft")]
TEXTS += [("--bad", "--surface"), ("--text", "--brand-soft"), ("--quiet", "--surface")]
SHAPES = [("--line-strong", "--surface"), ("--focus", "--bg"), ("--focus", "--surface")]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_reach_the_contrast_of_level_aa(theme: dict[str, str]) -> None:
    weak = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in TEXTS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_and_the_focus_ring_can_be_seen(theme: dict[str, str]) -> None:
    weak = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_the_chosen_and_the_systems_dark_theme_are_one() -> None:
    assert block(':root:not([data-theme="light"])') == DARK


def test_every_token_that_a_sheet_uses_is_defined() -> None:
    everything = "\n".join(sheet.read_text() for sheet in SHEETS)
    scripts = "\n".join(path.read_text() for path in (STATIC / "js").rglob("*.js"))
    used = set(re.findall(r"var\((--[\w-]+)", everything))
    defined = set(re.findall(r"(--[\w-]+):", everything)) | set(re.findall(r'"(--\w+)"', scripts))
    assert used <= defined


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_no_sheet_knows_left_or_right(sheet: Path) -> None:
    sides = r"(?:margin-|padding-|border-)?(?:left|right)"
    physical = re.compile(rf"(?:^|[\s{{;]){sides}\s*:|float\s*:|align: (?:left|right)")
    assert physical.findall(sheet.read_text()) == []


def test_what_the_interpreters_page_loads_leaves_it_14_kb_for_itself() -> None:
    files = [
        "css/tokens.css",
        "css/components.css",
        "mark.svg",
        "vendor/lucide-static-1.62.0/icons.svg",
    ]
    assert sum((STATIC / name).stat().st_size for name in files) < 36_000
