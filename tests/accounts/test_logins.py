"""Logging in and out: sessions that end, and attempts that are counted."""

import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.adapters import passwords
from app.db.models import AuditEntry, LoginFailure, LoginSession, RoleGrant, User
from app.domain import accounts, actors
from app.domain.accounts import FAILURES_OF_ACCOUNT, FAILURES_OF_ADDRESS
from app.domain.vocabulary import UserRole
from app.services import logins
from app.services.accounts import deactivate, set_password
from app.services.logins import Attempt
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database

PASSWORD = "seven words of an officer"
SECRET = "a key for tests that protects nothing at all"


def officer(session: Session, username: str = "officer.one") -> User:
    grant = RoleGrant(role=UserRole.OFFICER, authority_id=make.make_authority(session).id)
    user = make.make_user(session, grant, username=username)
    user.password_hash = passwords.hash_password(PASSWORD)
    session.flush()
    return user


def attempt(
    username: str = "officer.one", password: str = PASSWORD, address: str = "10.0.0.7"
) -> Attempt:
    return Attempt(username, password, address, SECRET)


def token_of(session: Session, username: str = "officer.one") -> str:
    token = logins.log_in(session, NOW, attempt(username)).token
    assert token is not None
    return token


def test_a_log_in_gives_a_token_of_which_only_the_hash_is_stored(db: Session) -> None:
    user = officer(db)
    token = token_of(db)
    row = db.scalars(select(LoginSession)).one()
    assert row.user_id == user.id
    assert token not in row.token_hash
    assert len(row.token_hash) == 64


def test_the_token_brings_back_the_user_with_roles_and_office(db: Session) -> None:
    user = officer(db)
    login = logins.resume(db, NOW, token_of(db))
    assert login is not None
    assert login.actor.authority_id == user.grants[0].authority_id
    assert login.actor.countries == {"RS"}
    assert login.actor.roles == {UserRole.OFFICER}
    assert login.authority_name == "Asylum office under test"


def test_a_username_is_the_same_in_capitals_and_between_blanks(db: Session) -> None:
    officer(db)
    assert token_of(db, "  Officer.ONE ")


def test_another_spelling_of_the_same_letters_is_the_same_password(db: Session) -> None:
    user = officer(db)
    user.password_hash = passwords.hash_password("zażółć gęślą jaźń é")
    assert logins.log_in(db, NOW, attempt(password="zażółć gęślą jaźń e\u0301")).token


@pytest.mark.parametrize("username", ["officer.one", "nobody", "", "a" * 500, "گلالۍ", "x\0y"])
def test_wrong_names_and_passwords_are_refused_alike(db: Session, username: str) -> None:
    officer(db)
    outcome = logins.log_in(db, NOW, attempt(username, "a wrong password"))
    assert (outcome.token, outcome.again_at) == (None, None)


def test_a_deactivated_user_is_refused_like_a_stranger(db: Session) -> None:
    officer(db)
    token = token_of(db)
    deactivate(db, actors.system(), NOW, "officer.one")
    assert logins.log_in(db, NOW, attempt()).token is None
    assert logins.resume(db, NOW, token) is None


def test_a_new_password_ends_every_log_in(db: Session) -> None:
    officer(db)
    token = token_of(db)
    set_password(db, actors.system(), NOW, "officer.one", "other words altogether")
    assert logins.resume(db, NOW, token) is None
    assert logins.log_in(db, NOW, attempt(password="other words altogether")).token


def test_a_log_in_ends_after_two_idle_hours(db: Session) -> None:
    officer(db)
    token = token_of(db)
    almost = NOW + accounts.IDLE - timedelta(seconds=1)
    assert logins.resume(db, almost, token)
    db.flush()
    assert logins.resume(db, almost + accounts.IDLE - timedelta(seconds=1), token)
    db.flush()
    late = almost + accounts.IDLE - timedelta(seconds=1) + accounts.IDLE
    assert logins.resume(db, late, token) is None


def test_a_log_in_ends_after_twelve_hours_however_busy(db: Session) -> None:
    officer(db)
    token = token_of(db)
    for hour in range(1, 12):
        assert logins.resume(db, NOW + timedelta(hours=hour), token)
        db.flush()
    assert logins.resume(db, NOW + timedelta(hours=12), token) is None


def test_logging_out_ends_this_log_in_and_no_other(db: Session) -> None:
    officer(db)
    here, elsewhere = token_of(db), token_of(db)
    login = logins.resume(db, NOW, here)
    assert login is not None
    logins.log_out(db, login.actor, NOW, here)
    assert logins.resume(db, NOW, here) is None
    assert logins.resume(db, NOW, elsewhere) is not None


def test_old_parameters_of_a_hash_are_renewed_at_the_next_log_in(db: Session) -> None:
    user = officer(db)
    weak = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash(PASSWORD)
    user.password_hash = weak
    assert token_of(db)
    assert user.password_hash != weak
    assert not passwords.needs_new_hash(user.password_hash)
    assert logins.log_in(db, NOW, attempt()).token


def test_too_many_failures_close_the_account_for_a_while(db: Session) -> None:
    officer(db)
    for second in range(FAILURES_OF_ACCOUNT):
        logins.log_in(db, NOW + timedelta(seconds=second), attempt(password="wrong"))
        db.flush()
    outcome = logins.log_in(db, NOW + timedelta(minutes=1), attempt())
    assert outcome.token is None
    assert outcome.again_at == NOW + accounts.COUNTED_FOR
    assert logins.log_in(db, NOW + accounts.COUNTED_FOR, attempt()).token


def test_a_closed_account_says_the_same_of_a_name_that_nobody_has(db: Session) -> None:
    for _ in range(FAILURES_OF_ACCOUNT):
        logins.log_in(db, NOW, attempt("nobody"))
        db.flush()
    assert logins.log_in(db, NOW, attempt("nobody")).again_at


def test_many_failures_from_one_address_close_it_for_every_name(db: Session) -> None:
    officer(db)
    for number in range(FAILURES_OF_ADDRESS):
        logins.log_in(db, NOW, attempt(f"guess{number}", "wrong"))
    db.flush()
    assert logins.log_in(db, NOW, attempt()).again_at
    assert logins.log_in(db, NOW, attempt(address="10.0.0.8")).token


def test_success_forgets_the_failures_of_the_account(db: Session) -> None:
    officer(db)
    for _ in range(FAILURES_OF_ACCOUNT - 1):
        logins.log_in(db, NOW, attempt(password="wrong"))
    token_of(db)
    db.flush()
    logins.log_in(db, NOW, attempt(password="wrong"))
    assert token_of(db)


def test_failures_name_neither_the_user_nor_the_address(db: Session) -> None:
    logins.log_in(db, NOW, attempt("officer.two", "wrong"))
    db.flush()
    keys = db.scalars(select(LoginFailure.key)).all()
    assert len(set(keys)) == 2
    assert not any("officer" in key or "10.0" in key for key in keys)


def test_a_name_nobody_has_costs_a_hash_too(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    officer(db)
    hashes: list[str] = []
    real = passwords._hasher

    class Watched:
        """The real hasher, noting each verification."""

        def verify(self, password_hash: str, password: str) -> bool:
            hashes.append(password_hash)
            return real.verify(password_hash, password)

    monkeypatch.setattr(passwords, "_hasher", Watched())
    logins.log_in(db, NOW, attempt("nobody", "wrong"))
    logins.log_in(db, NOW, attempt("officer.one", "wrong"))
    assert len(hashes) == 2


def test_guesses_made_at_once_are_each_counted(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        officer(session)
    ready = threading.Barrier(4)

    def guess() -> None:
        ready.wait(60)
        for _ in range(4):
            with committed_db.session_factory.begin() as session:
                logins.log_in(session, NOW, attempt(password="wrong"))

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    with committed_db.session_factory() as session:
        counted = session.scalar(select(func.count(LoginFailure.id)))
    assert counted == 2 * FAILURES_OF_ACCOUNT


def test_log_ins_are_on_record(db: Session) -> None:
    user = officer(db)
    token_of(db)
    entry = db.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.user_id, entry.details) == ("user.logged_in", user.id, {})


def test_an_attempt_does_not_print_its_password() -> None:
    assert PASSWORD not in repr(attempt())
    assert SECRET not in repr(attempt())
