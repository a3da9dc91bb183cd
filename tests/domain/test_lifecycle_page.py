"""The page of lifecycles is drawn from the tables."""

import runpy

import pytest

from config import PROJECT


def test_the_page_of_lifecycles_is_what_the_tables_say(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(PROJECT / "tools" / "draw_lifecycles.py"), run_name="__main__")
    page = PROJECT / "docs" / "lifecycles.md"
    assert page.read_text(encoding="utf-8") == capsys.readouterr().out, (
        "run: python tools/draw_lifecycles.py > docs/lifecycles.md"
    )
