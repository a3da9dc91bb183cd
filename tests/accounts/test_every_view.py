"""Every view says who it is for."""

from flask import Flask
from flask.testing import FlaskClient

from app.domain.permissions import Act


def test_every_view_has_decided_who_may_open_it(app: Flask) -> None:
    undecided = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "requires") and rule.endpoint != "static"
    ]
    assert undecided == []


def test_a_stranger_is_sent_to_the_log_in_form_by_every_closed_page(
    app: Flask, client: FlaskClient
) -> None:
    for rule in app.url_map.iter_rules():
        decision = getattr(app.view_functions[rule.endpoint], "requires", None)
        if not isinstance(decision, Act) or "GET" not in (rule.methods or ()):
            continue
        address = rule.rule
        for argument in rule.arguments:
            address = address.replace(f"<int:{argument}>", "1").replace(f"<{argument}>", "x")
        answer = client.get(address)
        assert (answer.status_code, (answer.location or "")[:7]) == (302, "/log-in"), address
