"""The request form: its fields, and what they say as a ``NewRequest``."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Optional

from app.domain.procedures import ProcedureCode
from app.domain.requests import NewRequest
from app.domain.said import Sentence
from app.domain.vocabulary import Gender, Modality, Role, Strength, TrainingTopic
from app.http.saying import translated

REQUIRED = InputRequired(_l("This is needed."))
CHOSEN = DataRequired(_l("Choose one."))
BOTH = "both"
#: Between these a latest start before the start is a slip of the pen.
EARLY, LATE = time(6, 0), time(18, 0)


def _new_token() -> str:
    return secrets.token_urlsafe(16)


def _kind(values: Any) -> Any:
    """Reads an enum's value; what is none of them is no choice of this form."""

    def read(raw: Any) -> Any:
        return values(raw) if raw else None

    return read


def _latest(day: date, start: time, latest: time) -> datetime:
    """When a session may start at the latest: in the early hours of the next day where it may
    begin in the evening."""
    is_past_midnight = latest < EARLY <= LATE <= start
    return datetime.combine(day + timedelta(days=is_past_midnight), latest)


class RequestForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What an office asks for. Choices come from the database (``app.portal.filling``)."""

    procedure = SelectField(_l("What for"), [CHOSEN], coerce=_kind(ProcedureCode))
    site = SelectField(_l("Where"), [CHOSEN], coerce=lambda raw: int(raw) if raw else None)
    day = DateField(_l("Day"), [REQUIRED])
    start = TimeField(_l("Start"), [REQUIRED])
    latest_start = TimeField(_l("Latest start"), [Optional()])
    language = SelectField(_l("Language"), [CHOSEN])
    dialect = RadioField(_l("Which country or region?"), [Optional()], validate_choice=False)
    target_dialect = SelectField(_l("Interpreted into"), [CHOSEN])
    minutes = IntegerField(_l("Minutes"), [Optional()])
    typical = HiddenField()
    roles = RadioField(_l("Who"), [CHOSEN], validate_choice=False)
    modalities = SelectMultipleField(
        _l("How"), [CHOSEN], coerce=_kind(Modality), validate_choice=False
    )
    remote_justification = TextAreaField(_l("Why not in person?"))
    embargoed_until = DateTimeLocalField(
        _l("Keep the site secret until"),
        [Optional()],
        description=_l("Until then only the coordinator learns where the visit is."),
    )
    gender = SelectField(_l("Woman or man"), coerce=_kind(Gender))
    gender_strength = SelectField(_l("How firm is this wish?"), coerce=_kind(Strength))
    consent = BooleanField(
        _l("The person accepts a neighbouring dialect"),
        description=_l("Only if they were asked and agreed. The coordinator decides."),
    )
    consent_reason = StringField(_l("Why the person accepts it"))
    child = BooleanField(
        _l("A child is heard"), description=_l("Somebody trained in talking with children comes.")
    )
    trauma = BooleanField(
        _l("Violence or torture will be talked about"),
        description=_l("The work is shared out so that nobody carries too much of it."),
    )
    case_ref = StringField(
        _l("Case reference"),
        [REQUIRED],
        description=_l("Your own number of the case, such as AZ-12/26. Never a name."),
        render_kw={"autocomplete": "off", "spellcheck": "false", "maxlength": "40"},
    )
    deadline_on = DateField(_l("Deadline by law"), [Optional()])
    deadline_reason = StringField(_l("What sets the deadline"))
    form_token = HiddenField(default=_new_token)

    def new_request(self, authority_id: int) -> NewRequest:
        """What a form that was read without faults asks for."""
        gender = self.gender.data
        day: Any = self.day.data
        start: Any = self.start.data
        latest_start = self.latest_start.data
        return NewRequest(
            authority_id=authority_id,
            site_id=self.site.data,
            procedure=self.procedure.data,
            case_ref=(self.case_ref.data or "").strip(),
            dialect=self.dialect.data or "",
            start=datetime.combine(day, start),
            latest_start=_latest(day, start, latest_start) if latest_start else None,
            minutes=self.minutes.data,
            target_dialect=self.target_dialect.data or None,
            modalities=frozenset(self.modalities.data or ()),
            remote_justification=self.remote_justification.data or "",
            roles=self._roles(),
            gender=gender,
            gender_strength=self.gender_strength.data if gender else None,
            consent=self.consent.data,
            consent_reason=self.consent_reason.data or "",
            trainings=frozenset({TrainingTopic.CHILDREN} if self.child.data else ()),
            is_trauma_heavy=self.trauma.data,
            deadline_on=self.deadline_on.data,
            deadline_reason=self.deadline_reason.data or "",
            embargoed_until=self.embargoed_until.data,
            form_token=self.form_token.data,
        )

    def _roles(self) -> frozenset[Role]:
        chosen = self.roles.data
        if chosen == BOTH:
            return frozenset(Role)
        return frozenset({Role(chosen)}) if chosen in set(Role) else frozenset()

    def show_faults(self, faults: Mapping[str, Sentence]) -> None:
        """Put each fault at its field; one of no field of this form is shown at the first."""
        for name, message in faults.items():
            field = self._fields.get(name, self.procedure)
            field.errors = [*field.errors, translated(message)]

    def fault_list(self) -> list[tuple[str, str]]:
        """Each faulty field's name with its first fault, for the list above the form."""
        return [
            (field.name, f"{_heading(field.label.text)} {field.errors[0]}")
            for field in self
            if field.errors and field.name != "csrf_token"
        ]


def _heading(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


class CancelForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    reason = TextAreaField(
        _l("Why"),
        [REQUIRED],
        description=_l("The pool reads it. Never a name."),
        render_kw={"maxlength": "500"},
    )
