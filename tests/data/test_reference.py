"""The region's data files, and their way into the database."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app import create_app, extensions
from app.data.reading import read_tables
from app.data.tables import FOLDER
from app.db import schema
from app.db.models import (
    AuditEntry,
    Authority,
    AuthoritySite,
    BorderWait,
    Country,
    Dialect,
    HostRoom,
    NumberCapability,
    ProcedurePolicy,
    Road,
    Site,
)
from app.domain import actors
from app.domain.errors import InvalidError
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.vocabulary import Disclosure, Modality, RoleRule, SignatureWay
from app.services import reference
from tests.factories import NOW
from tests.support.database import Database
from tests.support.web import make_settings

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data files to spoil."""
    for path in FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Edit:
    def replace(name: str, old: str, new: str) -> None:
        path = folder / f"{name}.csv"
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), encoding="utf-8")

    return replace


def policy(db: Session, country: str, procedure: ProcedureCode) -> PolicyTerms:
    query = select(ProcedurePolicy).filter_by(country_code=country, procedure_code=procedure)
    return db.scalars(query).one().terms()


def test_all_43_sites_are_there_with_their_disclosure(db: Session) -> None:
    sites = {site.code: site for site in db.scalars(select(Site))}
    assert len(sites) == 43
    assert sites["MK-VLA"].disclosure is Disclosure.NEVER
    assert sites["RS-PSK"].disclosure is sites["MK-GBA"].disclosure is Disclosure.TOWN_ONLY
    assert sites["RS-PSK"].arrival_minutes == 20
    assert sites["RS-KRN"].town == "Belgrade"


def test_loading_twice_changes_nothing(db: Session) -> None:
    counted = (Country, Dialect, Site, Road, BorderWait, HostRoom, ProcedurePolicy, Authority)

    def counts() -> list[int]:
        return [db.scalars(select(func.count()).select_from(model)).one() for model in counted]

    before = counts()
    assert set(reference.load(db).values()) == {0}
    assert counts() == before


def test_what_a_coordinator_edited_is_kept(db: Session) -> None:
    site = db.scalars(select(Site).filter_by(code="RS-PRE")).one()
    terms = db.scalars(
        select(ProcedurePolicy).filter_by(country_code="RS", procedure_code="REG")
    ).one()
    site.arrival_minutes, terms.valid_from = 35, date(2026, 1, 1)
    db.flush()
    reference.load(db)
    db.expire_all()
    assert site.arrival_minutes == 35
    assert policy(db, "RS", ProcedureCode.REG).valid_from == date(2026, 1, 1)


def test_rows_that_a_coordinator_changed_or_took_out_stay_so(db: Session) -> None:
    """A row of the table of numbers changed, another taken out, an office at other sites."""
    operator = db.scalars(select(NumberCapability).filter_by(country="RS", prefix="64")).one()
    whole = db.scalars(select(NumberCapability).filter_by(country="RS", prefix="")).one()
    place = db.scalars(select(AuthoritySite)).first()
    kept = db.scalar(select(func.count()).select_from(AuthoritySite))
    whole.two_way = was = not whole.two_way
    db.delete(operator)
    db.delete(place)
    db.flush()
    assert set(reference.load(db).values()) == {0}
    db.expire_all()
    assert whole.two_way is was
    assert db.scalar(select(func.count()).select_from(AuthoritySite)) == (kept or 0) - 1
    assert db.scalar(select(NumberCapability).filter_by(country="RS", prefix="64")) is None


def test_an_installation_gets_everything_by_one_command_and_nothing_twice(
    empty_db: Database, tmp_path: Path
) -> None:
    app = create_app(make_settings(empty_db.url, tmp_path))
    run = app.test_cli_runner()
    run.invoke(args=["database", "upgrade"])
    first = run.invoke(args=["reference", "load"])
    again = run.invoke(args=["reference", "load"])
    with app.app_context():
        extensions.db.engine.dispose()
    assert first.exit_code == 0, first.output
    assert "sites: 43 added" in first.output
    assert "number_capabilities: " in first.output
    assert again.output == "Everything is there already.\n"
    with empty_db.session_factory() as session:
        assert session.scalars(select(AuditEntry.act)).all() == ["reference.loaded"]
        assert session.scalar(select(func.count()).select_from(NumberCapability))


def test_two_loads_at_once_add_each_row_once(empty_db: Database) -> None:
    schema.upgrade(empty_db.engine)

    def load(_number: int) -> int:
        with empty_db.session_factory.begin() as session:
            return sum(reference.bring_in(session, actors.system(), NOW).values())

    with ThreadPoolExecutor(2) as pool:
        added = sorted(pool.map(load, range(2)))
    assert added[0] == 0
    assert added[1] > 43


def test_every_procedure_has_a_policy_in_both_countries(db: Session) -> None:
    pairs = db.execute(select(ProcedurePolicy.country_code, ProcedurePolicy.procedure_code))
    assert {tuple(pair) for pair in pairs} == {
        (country, code) for country in ("RS", "MK") for code in ProcedureCode
    }


@pytest.mark.parametrize("country", ["RS", "MK"])
def test_a_police_statement_is_never_remote_while_the_record_needs_ink(
    db: Session, country: str
) -> None:
    terms = policy(db, country, ProcedureCode.POL)
    assert terms.signature_ways == {SignatureWay.WET_AT_SITE}
    assert terms.allowed_modalities(30) == {Modality.ON_SITE}
    assert terms.mediator_rule is RoleRule.NO


@pytest.mark.parametrize("country", ["RS", "MK"])
def test_an_interview_has_an_interpreter_and_a_team_only_when_it_is_long(
    db: Session, country: str
) -> None:
    terms = policy(db, country, ProcedureCode.INT)
    assert terms.interpreter_rule is RoleRule.QUALIFIED
    assert terms.mediator_rule is RoleRule.BESIDE_INTERPRETER
    assert terms.interpreters_needed(210, remote_only=False) == 1
    assert terms.interpreters_needed(300, remote_only=False) == 2
    assert terms.allowed_modalities(210) == {Modality.ON_SITE}
    assert terms.allowed_modalities(120) == {Modality.ON_SITE, Modality.VIDEO}


def test_every_lawful_modality_of_a_policy_is_open_at_its_typical_length(db: Session) -> None:
    for row in db.scalars(select(ProcedurePolicy)):
        terms = row.terms()
        open_modalities = terms.allowed_modalities(terms.typical_minutes)
        assert open_modalities, row.procedure_code
        if terms.procedure is not ProcedureCode.INT:
            assert open_modalities == terms.modalities, row.procedure_code


def test_the_form_can_ask_where_an_arabic_is_spoken(db: Session) -> None:
    query = select(Dialect).filter_by(language_code="ara", is_applicant_language=True)
    dialects = db.scalars(query).all()
    assert len(dialects) > 5
    assert all(dialect.spoken_in for dialect in dialects)


def test_every_authority_works_at_sites_of_its_country(db: Session) -> None:
    for authority in db.scalars(select(Authority).options(selectinload(Authority.sites))):
        assert authority.sites
        assert {site.country_code for site in authority.sites} == {authority.country_code}


def test_every_fault_of_the_files_is_named_by_file_line_and_column(
    folder: Path, edit: Edit
) -> None:
    edit("sites", "45.835", "45,835x".replace(",", "o"))
    edit("sites", "transit_centre", "station")
    edit("policies", "wet_at_site", "thumb_print")
    edit("border_waits", "mon tue", "mon moonday")
    (folder / "languages.csv").unlink()
    with pytest.raises(InvalidError) as refused:
        read_tables(folder)
    faults = refused.value.fields
    assert faults["languages.csv"] == "the file is missing"
    assert any("latitude" in place and "not a number" in faults[place] for place in faults)
    assert any("kind" in place and "'station'" in faults[place] for place in faults)
    assert any("signature_ways" in place for place in faults)
    assert any("'moonday'" in problem for problem in faults.values())
    assert str(len(faults)) in refused.value.message


def test_unknown_references_repeated_rows_and_wrong_columns_are_faults(
    folder: Path, edit: Edit
) -> None:
    edit("roads", "RS-TUT,RS-SJE,60,70", "RS-TUT,RS-XXX,60,70")
    edit("authorities", "RS-MIR", "RS-YYY")
    with pytest.raises(InvalidError) as refused:
        read_tables(folder)
    assert refused.value.fields == {
        "roads.csv, RS-TUT RS-XXX, to_site": "'RS-XXX' is not in sites.csv",
        "authorities.csv, RS-POL-SOUTH, sites": "'RS-YYY' is not in sites.csv",
    }
    edit("languages", "pus,Pashto", "ara,Pashto")
    edit("procedures", "code,name", "code,title")
    with pytest.raises(InvalidError) as refused_again:
        read_tables(folder)
    assert refused_again.value.fields["languages.csv, ara"] == "is listed twice"
    assert "code, name" in refused_again.value.fields["procedures.csv"]
