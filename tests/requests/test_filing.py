"""Filing a request: what is stored, what is refused, and the same form sent twice."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, InterpretingSession, Seat, ServiceRequest, User
from app.domain import actors
from app.domain.accounts import Held, actor_of
from app.domain.actors import Actor
from app.domain.errors import ForbiddenError, InvalidError
from app.domain.procedures import ProcedureCode
from app.domain.requests import NewRequest
from app.domain.states import RequestState
from app.domain.vocabulary import Gender, Modality, Role, Strength, UserRole
from app.services import requests
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database

#: A Tuesday's wall clock in Preševo, one hour ahead of UTC.
START = datetime(2026, 12, 1, 10, 0)


def officer_of(user: User) -> Actor:
    grant = user.grants[0]
    return actor_of(user.id, [Held(UserRole.OFFICER, grant.authority_id, "RS")])


def new_request(session: Session, **changes: object) -> tuple[Actor, NewRequest]:
    """An officer of a new authority in Preševo, and a request of theirs that keeps every rule."""
    authority = make.make_authority(session)
    officer = officer_of(make.make_officer(session, authority))
    new = NewRequest(
        authority_id=authority.id,
        site_id=make.site(session, "RS-PRE").id,
        procedure=ProcedureCode.REG,
        case_ref="AZ-12/26",
        dialect="pbu",
        start=START,
    )
    return officer, replace(new, **changes)  # type: ignore[arg-type]


def test_a_request_inside_the_policy_is_accepted_at_once(db: Session) -> None:
    officer, new = new_request(db)
    request = requests.file_request(db, officer, NOW, new)
    assert request.state is RequestState.ACCEPTED
    acts = db.scalars(select(AuditEntry.act).where(AuditEntry.subject_id == request.id)).all()
    assert acts == ["request.filed", "request.accepted"]


def test_a_fixed_start_is_stored_in_utc_with_the_policys_typical_length(db: Session) -> None:
    officer, new = new_request(db)
    session = requests.file_request(db, officer, NOW, new).sessions[0]
    assert session.starts_at == session.earliest_start == session.latest_start
    assert session.starts_at is not None
    assert session.starts_at.isoformat() == "2026-12-01T09:00:00+00:00"
    assert session.minutes == 25


def test_a_window_leaves_the_start_open(db: Session) -> None:
    officer, new = new_request(db, latest_start=START + timedelta(hours=3))
    session = requests.file_request(db, officer, NOW, new).sessions[0]
    assert session.starts_at is None
    assert session.latest_start - session.earliest_start == timedelta(hours=3)


def test_a_seat_takes_the_scores_and_level_of_the_policy(db: Session) -> None:
    officer, new = new_request(db, procedure=ProcedureCode.POL)
    seat = requests.file_request(db, officer, NOW, new).sessions[0].seats[0]
    assert (seat.role, seat.from_dialect, seat.into_dialect) == (Role.INTERPRETER, "pbu", "srp")
    assert (seat.minimum_score, seat.minimum_level) == (0.8, 3)


def test_a_long_interview_gets_a_team_of_two(db: Session) -> None:
    officer, new = new_request(db, procedure=ProcedureCode.INT, minutes=300)
    seats = requests.file_request(db, officer, NOW, new).sessions[0].seats
    assert [seat.role for seat in seats] == [Role.INTERPRETER, Role.INTERPRETER]


def test_a_mediator_sits_beside_the_interpreter_where_asked(db: Session) -> None:
    officer, new = new_request(db, procedure=ProcedureCode.INT, minutes=180, roles=frozenset(Role))
    seats = requests.file_request(db, officer, NOW, new).sessions[0].seats
    assert [seat.role for seat in seats] == [Role.INTERPRETER, Role.MEDIATOR]


def test_a_mediators_shift_has_a_mediator_only(db: Session) -> None:
    officer, new = new_request(db, procedure=ProcedureCode.MDS)
    seats = requests.file_request(db, officer, NOW, new).sessions[0].seats
    assert [seat.role for seat in seats] == [Role.MEDIATOR]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {
                "procedure": ProcedureCode.INT,
                "minutes": 120,
                "modalities": frozenset({Modality.VIDEO}),
                "remote_justification": "Nobody in the south speaks it.",
            },
            "remote",
        ),
        (
            {
                "procedure": ProcedureCode.INT,
                "dialect": "prs",
                "consent": True,
                "consent_reason": "Speaks Farsi well.",
            },
            "substitute",
        ),
        (
            {
                "procedure": ProcedureCode.MON,
                "embargoed_until": datetime(2026, 12, 1, 6, 0),
            },
            "embargo",
        ),
    ],
)
def test_what_the_policy_leaves_open_waits_for_the_coordinator(
    db: Session, changes: dict[str, object], reason: str
) -> None:
    officer, new = new_request(db, **changes)
    request = requests.file_request(db, officer, NOW, new)
    assert request.state is RequestState.SUBMITTED
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "request.needs_decision")).one()
    assert entry.details == {"reasons": [reason]}


def test_consent_lowers_the_score_of_the_seat(db: Session) -> None:
    officer, new = new_request(
        db, procedure=ProcedureCode.INT, dialect="prs", consent=True, consent_reason="Speaks it."
    )
    assert requests.file_request(db, officer, NOW, new).sessions[0].seats[0].minimum_score == 0.6


def test_the_next_session_of_a_case_continues_the_last(db: Session) -> None:
    officer, new = new_request(db)
    first = requests.file_request(db, officer, NOW, new)
    later = replace(new, procedure=ProcedureCode.INT, start=START + timedelta(days=7))
    second = requests.file_request(db, officer, NOW, later)
    assert first.sessions[0].continues_id is None
    assert second.sessions[0].continues_id == first.sessions[0].id


def test_another_dialect_of_the_same_case_number_continues_nothing(db: Session) -> None:
    officer, new = new_request(db)
    requests.file_request(db, officer, NOW, new)
    later = replace(new, dialect="prs", start=START + timedelta(days=7))
    assert requests.file_request(db, officer, NOW, later).sessions[0].continues_id is None


def test_an_officer_does_not_file_for_another_authority(db: Session) -> None:
    officer, new = new_request(db)
    other = make.make_authority(db)
    with pytest.raises(ForbiddenError):
        requests.file_request(db, officer, NOW, replace(new, authority_id=other.id))


def test_a_coordinator_files_for_the_offices_of_their_own_countries(db: Session) -> None:
    _, new = new_request(db)
    user = make.make_coordinator(db, ["MK"])
    foreign = actor_of(user.id, [Held(UserRole.COORDINATOR, None, "MK")])
    with pytest.raises(ForbiddenError):
        requests.file_request(db, foreign, NOW, new)
    own = actor_of(user.id, [Held(UserRole.COORDINATOR, None, "RS")])
    assert requests.file_request(db, own, NOW, new).officer_id is None


def test_an_unknown_authority_is_named(db: Session) -> None:
    _, new = new_request(db)
    with pytest.raises(InvalidError) as refused:
        requests.file_request(db, actors.system(), NOW, replace(new, authority_id=987654))
    assert set(refused.value.fields) == {"authority"}


def test_every_fault_is_named_at_once_and_nothing_is_stored(db: Session) -> None:
    officer, new = new_request(
        db,
        site_id=make.site(db, "MK-TAB").id,
        dialect="xxx",
        start=NOW.replace(tzinfo=None) - timedelta(days=1),
        case_ref="Amina",
        gender=Gender.FEMALE,
    )
    with pytest.raises(InvalidError) as refused:
        requests.file_request(db, officer, NOW, new)
    assert set(refused.value.fields) == {
        "site",
        "dialect",
        "start",
        "case_ref",
        "gender_strength",
    }
    assert db.scalar(select(func.count(ServiceRequest.id))) == 0


def test_a_site_of_another_office_is_refused(db: Session) -> None:
    officer, new = new_request(db, site_id=make.site(db, "RS-SUB").id)
    with pytest.raises(InvalidError, match="cannot be filed") as refused:
        requests.file_request(db, officer, NOW, new)
    assert "does not work at" in refused.value.fields["site"]


def test_the_same_form_sent_twice_files_one_request(db: Session) -> None:
    officer, new = new_request(db, form_token="a form")
    first = requests.file_request(db, officer, NOW, new)
    assert requests.file_request(db, officer, NOW + timedelta(minutes=1), new).id == first.id
    assert db.scalar(select(func.count(ServiceRequest.id))) == 1


def test_a_form_changed_after_it_was_sent_asks_for_another_thing(db: Session) -> None:
    officer, new = new_request(db, form_token="a form")
    first = requests.file_request(db, officer, NOW, new)
    changed = replace(new, start=START + timedelta(hours=2))
    assert requests.file_request(db, officer, NOW, changed).id != first.id


def test_the_same_form_in_two_threads_files_one_request(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        officer, new = new_request(session, form_token="a form", gender=None)
    numbers: list[int] = []
    ready = threading.Barrier(2)

    def send() -> None:
        ready.wait(60)
        with committed_db.session_factory.begin() as session:
            numbers.append(requests.file_request(session, officer, NOW, new).number)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(numbers) == 2
    assert len(set(numbers)) == 1
    with committed_db.session_factory() as session:
        assert session.scalar(select(func.count(InterpretingSession.id))) == 1
        assert session.scalar(select(func.count(Seat.id))) == 1


def test_a_required_gender_is_stored_as_required(db: Session) -> None:
    officer, new = new_request(db, gender=Gender.FEMALE, gender_strength=Strength.REQUIRED)
    request = requests.file_request(db, officer, NOW, new)
    assert (request.gender, request.gender_strength) == (Gender.FEMALE, Strength.REQUIRED)
