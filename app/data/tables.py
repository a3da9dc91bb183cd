"""The data files: their columns, their keys, and how they refer to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.data import cells
from app.data.cells import Reader, flag, many_of, one_of, optional, required, text, whole
from app.domain.borders import Season
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import (
    AuthorityKind,
    Disclosure,
    Gender,
    Modality,
    RoleRule,
    ScoreTable,
    SignatureWay,
    SiteKind,
    TrainingTopic,
)

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Table:
    """A file's columns in order, and those that together name a row.

    ``refers`` maps a column to the table whose first column holds its values.
    """

    columns: Mapping[str, Reader]
    key: tuple[str, ...]
    refers: Mapping[str, str]


def _table(key: str, refers: Mapping[str, str] | None = None, /, **columns: Reader) -> Table:
    return Table(columns, tuple(key.split()), refers or {})


TABLES: dict[str, Table] = {
    "countries": _table("code", code=required, name=required, timezone=required, currency=required),
    "languages": _table("code", code=required, name=required),
    "dialects": _table(
        "code",
        {"language": "languages"},
        code=required,
        language=required,
        name=required,
        spoken_in=text,
        bcp47=required,
        is_applicant_language=flag,
        is_target=flag,
    ),
    "dialect_substitutions": _table(
        "applicant_dialect interpreter_dialect",
        {"applicant_dialect": "dialects", "interpreter_dialect": "dialects"},
        applicant_dialect=required,
        interpreter_dialect=required,
        score_mediation=cells.decimal,
        score_interview=cells.decimal,
    ),
    "procedures": _table("code", code=one_of(ProcedureCode), name=required),
    "policies": _table(
        "country procedure valid_from",
        {"country": "countries", "procedure": "procedures"},
        country=required,
        procedure=one_of(ProcedureCode),
        valid_from=cells.day,
        valid_until=optional(cells.day),
        score_table=one_of(ScoreTable),
        interpreter_rule=one_of(RoleRule),
        mediator_rule=one_of(RoleRule),
        modalities=many_of(Modality),
        signature_ways=many_of(SignatureWay),
        minimum_score=cells.decimal,
        minimum_score_with_consent=cells.decimal,
        minimum_target_level=whole,
        typical_minutes=whole,
        longest_minutes=whole,
        phone_cap_minutes=optional(whole),
        video_cap_minutes=optional(whole),
        second_interpreter_after_minutes=whole,
        second_interpreter_after_remote_minutes=whole,
        host_room_for_video=flag,
        remote_needs_reason=flag,
        independent_of_site=flag,
        trainings=many_of(TrainingTopic),
        default_gender_rule=optional(one_of(Gender)),
        late_after_minutes=whole,
        absent_after_minutes=whole,
        wait_minutes=whole,
        legal_reference=required,
    ),
    "sites": _table(
        "code",
        {"country": "countries"},
        code=required,
        name=required,
        town=required,
        country=required,
        kind=one_of(SiteKind),
        latitude=cells.decimal,
        longitude=cells.decimal,
        position_error_km=cells.decimal,
        disclosure=one_of(Disclosure),
        arrival_minutes=whole,
        video_ok=flag,
        is_active=flag,
        notes=text,
    ),
    "host_rooms": _table(
        "site name",
        {"site": "sites"},
        site=required,
        name=required,
        privacy_ok=flag,
        link_ok=flag,
        has_camera=flag,
        has_document_camera=flag,
        has_printer_scanner=flag,
        has_esign_device=flag,
    ),
    "roads": _table(
        "from_site to_site",
        {"from_site": "sites", "to_site": "sites"},
        from_site=required,
        to_site=required,
        kilometres=cells.decimal,
        minutes=whole,
    ),
    "border_waits": _table(
        "crossing from_country to_country season weekdays",
        {"crossing": "sites", "from_country": "countries", "to_country": "countries"},
        crossing=required,
        from_country=required,
        to_country=required,
        season=one_of(Season),
        weekdays=cells.weekdays,
        minutes=whole,
    ),
    "authorities": _table(
        "code",
        {"country": "countries", "target_dialect": "dialects", "sites": "sites"},
        code=required,
        name=required,
        country=required,
        kind=one_of(AuthorityKind),
        target_dialect=required,
        sites=cells.words,
    ),
    "number_capabilities": _table(
        "country prefix",
        country=required,
        prefix=text,
        operator=text,
        two_way=flag,
        alphanumeric=flag,
        voice=flag,
        sender=text,
        text_tenths=whole,
        call_tenths=whole,
    ),
}
