"""Whose word on a visitor's address is taken."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import request

from app import create_app
from tests.support.database import Database
from tests.support.web import make_settings


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "10.0.0.9"), (1, "203.0.113.7"), (2, "198.51.100.1")]
)
def test_only_the_proxies_of_our_own_are_believed(
    committed_db: Database, tmp_path: Path, proxies: int, address: str
) -> None:
    settings = replace(make_settings(committed_db.url, tmp_path), trusted_proxies=proxies)
    app = create_app(settings)
    seen: list[str | None] = []
    app.before_request(lambda: seen.append(request.remote_addr))
    app.test_client().get(
        "/healthz",
        headers={"X-Forwarded-For": "192.0.2.66, 198.51.100.1, 203.0.113.7"},
        environ_base={"REMOTE_ADDR": "10.0.0.9"},
    )
    assert seen == [address]
