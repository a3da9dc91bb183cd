"""The columns of each list. An unknown column is refused; an empty cell is left out."""

from typing import Any

from marshmallow import RAISE, Schema, post_load

from app.domain.imports import CodedRequest
from app.domain.members import NewMember, Price
from app.domain.procedures import ProcedureCode
from app.domain.requests import NewRequest
from app.domain.said import said
from app.domain.sites import NewSite
from app.domain.vocabulary import (
    Disclosure,
    Gender,
    Modality,
    Role,
    Script,
    SiteKind,
    Strength,
    TrainingTopic,
)
from app.importing import people_cells as people
from app.importing.fields import (
    Cell,
    capital,
    cents,
    day,
    decimal,
    flag,
    list_of,
    moment,
    one_of,
    set_of,
    small,
    whole,
    word,
)
from app.importing.phones import phone


class RowSchema(Schema):
    class Meta:
        unknown = RAISE


def needed(read: Any) -> Cell[Any]:
    return Cell(
        read, required=True, error_messages={"required": said("This is empty; fill it in.")}
    )


class MemberRow(RowSchema):
    """A person who joins the pool."""

    legal_name = needed(word)
    gender = needed(one_of(Gender))
    birth_date = needed(day)
    phone = needed(phone)
    page_language = Cell(small, load_default="en")
    sms_script = Cell(one_of(Script))
    home_site = needed(capital)
    employer_site = Cell(capital)
    roles = needed(set_of(Role))
    languages = needed(list_of(people.skill))
    modalities = needed(set_of(Modality))
    availability = needed(people.availability)
    undertaking_version = Cell(word)
    undertaking_signed_on = Cell(day)
    procedures = Cell(list_of(people.qualification))
    trainings = Cell(list_of(people.training))
    vettings = Cell(list_of(people.clearance))
    permits = Cell(list_of(people.permit))
    rates_from = Cell(day)
    hourly_rate = Cell(cents)
    call_out_fee = Cell(cents)
    kilometre_rate = Cell(cents)

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> NewMember:
        renamed = {"languages": "skills", "availability": "weekly", "vettings": "clearances"}
        renamed |= {"procedures": "qualifications"}
        prices = {name: values.pop(name, 0) for name in PRICES}
        if since := values.pop("rates_from", None):
            values["prices"] = [Price(since, *prices.values())]
        return NewMember(**{renamed.get(name, name): value for name, value in values.items()})


PRICES = ("hourly_rate", "call_out_fee", "kilometre_rate")


class SiteRow(RowSchema):
    """A place where sessions happen."""

    code = needed(capital)
    name = needed(word)
    town = needed(word)
    country = needed(capital)
    kind = needed(one_of(SiteKind))
    latitude = needed(decimal)
    longitude = needed(decimal)
    position_error_km = Cell(decimal)
    disclosure = needed(one_of(Disclosure))
    arrival_minutes = Cell(whole)
    video_ok = Cell(flag)
    notes = Cell(word)
    authorities = Cell(list_of(capital))

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> NewSite:
        return NewSite(**values)


class RequestRow(RowSchema):
    """What an authority asks for."""

    authority = needed(capital)
    site = needed(capital)
    procedure = needed(one_of(ProcedureCode))
    case_ref = needed(word)
    dialect = needed(small)
    target_dialect = Cell(small)
    start = needed(moment)
    latest_start = Cell(moment)
    minutes = Cell(whole)
    modalities = Cell(set_of(Modality))
    remote_justification = Cell(word)
    roles = Cell(set_of(Role))
    gender = Cell(one_of(Gender))
    gender_strength = Cell(one_of(Strength))
    consent = Cell(flag)
    consent_reason = Cell(word)
    trainings = Cell(set_of(TrainingTopic))
    is_trauma_heavy = Cell(flag)
    priority = Cell(whole)
    deadline_on = Cell(day)
    deadline_reason = Cell(word)
    embargoed_until = Cell(moment)
    officer = Cell(small)

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> CodedRequest:
        authority, site = values.pop("authority"), values.pop("site")
        officer = values.pop("officer", None)
        # The ids of the codes are looked up when the row is filed.
        request = NewRequest(authority_id=0, site_id=0, **values)
        return CodedRequest(authority, site, officer, request)
