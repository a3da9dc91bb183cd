"""The macros draw what their callers mean: fields with their errors, states, times."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, render_template, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import DateField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import DataRequired

from app.http.words import STATES
from tests.frontend.specimen import BELGRADE, make_app


class Request(Form):
    site = SelectField(
        "Where", coerce=int, choices=[SelectChoice("1", "Preševo"), SelectChoice("2", "Vinojug")]
    )
    day = DateField("Day", [DataRequired("Day: choose one.")])
    modality = RadioField("How", choices=[SelectChoice("video", "Video")])
    languages = SelectMultipleField(
        "Languages", choices=[SelectChoice("ps", "Pashto"), SelectChoice("prs", "Dari")]
    )
    urgent = BooleanField("Urgent")
    note = TextAreaField("Note")
    case_ref = StringField("Case reference", description="Never a name.")
    password = PasswordField("Password")


@pytest.fixture
def app() -> Iterator[Flask]:
    app = make_app()
    with app.test_request_context():
        yield app


def drawn(source: str, **context: object) -> str:
    """The text that a macro call makes, white space joined."""
    return " ".join(render_template_string(source, **context).split())


def wtf(field: object) -> str:
    return drawn("{% from 'components/field.html' import wtf %}{{ wtf(field) }}", field=field)


def refused() -> Request:
    form = Request(MultiDict({"site": "2", "languages": "prs", "note": "<b>", "password": "x"}))
    assert not form.validate()
    return form


def test_an_error_is_tied_to_its_field(app: Flask) -> None:
    text = wtf(refused().day)
    assert 'aria-describedby=" day-error" aria-invalid="true"' in text
    assert 'id="day-error"' in text
    assert "Day: choose one." in text
    assert " required" in text


def test_a_refused_form_keeps_what_was_chosen(app: Flask) -> None:
    form = refused()
    assert '<option value="2" selected>Vinojug</option>' in wtf(form.site)
    assert 'value="prs" checked' in wtf(form.languages)
    assert 'value="ps" checked' not in wtf(form.languages)


def test_what_was_typed_comes_back_escaped(app: Flask) -> None:
    assert "&lt;b&gt;</textarea>" in wtf(refused().note)


def test_a_password_never_comes_back(app: Flask) -> None:
    assert "value=" not in wtf(refused().password)


def test_fields_that_may_stay_empty_say_so_and_show_their_hint(app: Flask) -> None:
    text = wtf(Request().case_ref)
    assert "(optional)" in text
    assert 'aria-describedby="case_ref-hint"' in text
    assert "Never a name." in text


def test_a_tick_box_stays_ticked(app: Flask) -> None:
    assert " checked" in wtf(Request(MultiDict({"urgent": "y"})).urgent)
    assert " checked" not in wtf(Request(MultiDict({"note": "-"})).urgent)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_shape_and_a_word(app: Flask, state: str) -> None:
    text = drawn("{% from 'components/badge.html' import badge %}{{ badge(state) }}", state=state)
    assert "<use href=" in text
    assert text.split("</svg>")[1].removesuffix("</span>").strip()


def test_a_state_that_nobody_knows_is_an_error(app: Flask) -> None:
    with pytest.raises(ValueError, match="not enough values"):
        drawn("{% from 'components/badge.html' import badge %}{{ badge('half_done') }}")


def period(start: datetime, end: datetime, zone: ZoneInfo | None) -> str:
    source = (
        "{% from 'components/time.html' import period %}{{ period(start, end, zone)|striptags }}"
    )
    return drawn(source, start=start, end=end, zone=zone)


def test_a_period_is_told_in_the_sites_time(app: Flask) -> None:
    start, end = datetime(2026, 3, 28, 23, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert period(start, end, BELGRADE) == "Sun 29.03.2026 00:30 to 03:00"


def test_a_period_over_midnight_names_both_days(app: Flask) -> None:
    start, end = datetime(2026, 3, 2, 21, 0, tzinfo=UTC), datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    assert period(start, end, BELGRADE) == "Mon 02.03.2026 22:00 to Tue 03.03.2026 06:00"


@pytest.mark.parametrize("code", ["400", "403", "404", "409", "413", "429", "500", "503"])
def test_an_error_page_says_what_to_do_and_takes_other_words(app: Flask, code: str) -> None:
    usual = render_template(f"errors/{code}.html", text=None)
    other = render_template(f"errors/{code}.html", title="Seat 3 is taken", text="Choose another.")
    assert usual.count("<h1>") == 1
    assert "<h1></h1>" not in usual
    assert "None" not in usual
    assert "<h1>Seat 3 is taken</h1>" in other
    assert "Choose another." in other


def test_one_page_needs_no_pagination(app: Flask) -> None:
    source = "{% from 'components/data.html' import pagination %}{{ pagination(1, 1, url_of) }}"
    assert drawn(source, url_of="?page={}".format) == ""
