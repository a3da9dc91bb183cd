"""The page of lifecycles is drawn from the tables."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_the_page_of_lifecycles_is_what_the_tables_say() -> None:
    drawn = subprocess.run(
        [sys.executable, str(PROJECT / "tools" / "draw_lifecycles.py")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    page = PROJECT / "docs" / "lifecycles.md"
    assert page.read_text(encoding="utf-8") == drawn, (
        "run: python tools/draw_lifecycles.py > docs/lifecycles.md"
    )
