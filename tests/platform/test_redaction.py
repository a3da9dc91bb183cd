"""Links of offers and phone numbers are in no log."""

import logging
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.links import OfferLinks
from app.ops.logs import configure_logging
from app.ops.redaction import redacted
from config import PROJECT, Environment
from tests.support.web import SECRET_KEY, make_settings

PHONE = "+381601000001"
TOKEN = OfferLinks(SECRET_KEY, "").token(47)


@pytest.mark.parametrize(
    "line",
    [
        f'"GET /o/{TOKEN} HTTP/1.1" 200',
        f"https://pool.example/o/{TOKEN}/decline?x=1",
        f"POST /o/{TOKEN}/accept",
        f'{{"To": "{PHONE}"}}',
        f"To={PHONE.replace('+', '%2B')}&Body=x",
        "Key (phone)=(+381 60 100-0001) already exists",
    ],
)
def test_a_line_keeps_neither_token_nor_number(line: str) -> None:
    kept = redacted(line)
    assert TOKEN not in kept
    assert not re.search(r"\d{5}", kept)


@pytest.mark.parametrize(
    "line", ["2026-11-23T08:00:00+01:00 started", "[2026-11-23 08:00:00 +0000] [123] [INFO]"]
)
def test_times_stay(line: str) -> None:
    assert redacted(line) == line


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True), st.text(max_size=20))
def test_any_number_in_any_line_goes(phone: str, around: str) -> None:
    line = f"{around} {phone} {around}"
    assert phone not in redacted(line)


@given(st.integers(1, 10**12))
def test_any_offers_token_goes(offer_id: int) -> None:
    token = OfferLinks(SECRET_KEY, "").token(offer_id)
    assert redacted(f"GET /o/{token}") == "GET /o/[token]"


@pytest.mark.parametrize("environment", [Environment.DEVELOPMENT, Environment.PRODUCTION])
def test_the_services_log_is_redacted_tracebacks_included(
    environment: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        configure_logging(replace(make_settings("", tmp_path), environment=environment))
        try:
            raise ValueError(f"no way to reach {PHONE}")
        except ValueError:
            logging.getLogger("anything").exception("Exception on /o/%s", TOKEN)
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    said = capsys.readouterr().err
    assert "no way to reach [phone]" in said
    assert "/o/[token]" in said
    assert PHONE not in said
    assert TOKEN not in said


def test_gunicorns_logs_are_redacted(tmp_path: Path) -> None:
    """Started as we start it, it finds its settings by itself and says nothing it should not."""
    script = (
        "import sys; from gunicorn.app.wsgiapp import WSGIApplication;"
        "app = WSGIApplication(prog='gunicorn');"
        "log = app.cfg.logger_class(app.cfg);"
        f"log.error('Error handling request %s', '/o/{TOKEN}');"
        f"log.access_log.info('GET /o/{TOKEN} from {PHONE}')"
    )
    command = [sys.executable, "-c", script, "--access-logfile=-", "wsgi:app"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True
    )
    said = done.stdout + done.stderr
    assert "Error handling request /o/[token]" in said
    assert "GET /o/[token] from [phone]" in said
    assert TOKEN not in said
