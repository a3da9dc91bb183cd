"""The log-in form."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length


class LogInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    username = StringField(
        _l("Username"),
        [DataRequired(_l("Give your username.")), Length(max=80, message=_l("Too long."))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        [DataRequired(_l("Give your password.")), Length(max=200, message=_l("Too long."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
