"""Every string of a page can be translated: the template of translations is up to date."""

import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATE = PROJECT / "translations" / "messages.pot"


def messages(path: Path) -> set[str]:
    with path.open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def test_the_template_of_translations_holds_every_string(tmp_path: Path) -> None:
    """Mend it with: make messages."""
    fresh = tmp_path / "messages.pot"
    extract = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    keywords = ["-k", "_l", "-k", "said"]
    command = [*extract, "-F", "babel.cfg", *keywords, "--no-location", "-o", str(fresh), "."]
    subprocess.run(command, cwd=PROJECT, check=True, timeout=120)
    assert messages(fresh) == messages(TEMPLATE)
