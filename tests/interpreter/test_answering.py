"""Answering by link: yes, no, too late, not from elsewhere."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, Offer
from app.domain.offers import Standing
from app.domain.states import OfferState
from app.domain.vocabulary import ActorKind, Channel, DeclineReason
from app.domain.words import words_of
from tests import factories as make
from tests.support.offers import FROM_OWN_PAGE, ask, ask_rival, token_of

ENGLISH = words_of("en").page


def test_yes_makes_the_job_theirs(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows, member=make.make_member(rows, page_language="en"))
    rows.commit()
    answer = client.post(f"{asked.path}/accept", headers=FROM_OWN_PAGE)
    assert (answer.status_code, answer.location) == (303, asked.path)
    assert ENGLISH.standings[Standing.YOURS][0] in client.get(asked.path).text
    rows.refresh(asked.offer)
    assert asked.offer.answer_channel is Channel.LINK
    entry = rows.scalars(select(AuditEntry).where(AuditEntry.act == "offer.accepted")).one()
    assert (entry.actor_kind, entry.member_id) == (ActorKind.MEMBER, asked.member.id)


def test_yes_twice_is_yes(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows)
    rows.commit()
    for _ in range(2):
        assert client.post(f"{asked.path}/accept", headers=FROM_OWN_PAGE).status_code == 303


@pytest.mark.parametrize("reason", ["", "wellbeing", "nonsense"])
def test_no_needs_no_reason(client: FlaskClient, rows: Session, reason: str) -> None:
    asked = ask(rows)
    rows.commit()
    page = client.get(f"{asked.path}/decline?lang=en").text
    assert all(said.replace("'", "&#39;") in page for said in ENGLISH.reasons.values())
    answer = client.post(
        f"{asked.path}/decline?lang=en", data={"reason": reason}, headers=FROM_OWN_PAGE
    )
    assert (answer.status_code, answer.location) == (303, f"{asked.path}?lang=en")
    rows.refresh(asked.offer)
    assert asked.offer.state is OfferState.DECLINED
    wanted = DeclineReason.WELLBEING if reason == "wellbeing" else None
    assert asked.offer.decline_reason is wanted


def test_of_two_who_say_yes_at_once_one_is_told_so_in_the_same_answer(
    app: Flask, rows: Session
) -> None:
    first = ask(rows, member=make.make_member(rows, page_language="en"))
    second = ask_rival(rows, first)
    rows.commit()
    together = Barrier(2)

    def say_yes(path: str) -> tuple[int, str]:
        together.wait(60)
        answer = app.test_client().post(f"{path}/accept?lang=en", headers=FROM_OWN_PAGE)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(say_yes, [first.path, second.path]))
    assert [status for status, _text in answers] == [303, 409]
    assert ENGLISH.standings[Standing.FILLED][0] in answers[1][1]
    rows.expire_all()
    assert {first.offer.state, second.offer.state} == {OfferState.ACCEPTED, OfferState.WITHDRAWN}


ELSEWHERE: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "https://elsewhere.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-site"},
)


def test_an_answer_from_elsewhere_is_refused(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows)
    rows.commit()
    for act in ("accept", "decline", "give-back", "on-my-way"):
        for headers in ELSEWHERE:
            answer = client.post(f"{asked.path}/{act}", headers=headers)
            assert answer.status_code == 403, headers
    rows.refresh(asked.offer)
    assert asked.offer.state is OfferState.OPEN


def test_browsers_that_tell_only_an_origin_can_answer(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows)
    rows.commit()
    for origin in ("http://localhost", "http://127.0.0.1:8000", "null"):
        answer = client.post(f"{asked.path}/accept", headers={"Origin": origin})
        assert answer.status_code == 303, origin


def test_an_answer_needs_no_cookie_and_sets_none(app: Flask, rows: Session) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    asked = ask(rows)
    rows.commit()
    client = app.test_client(use_cookies=False)
    assert "Set-Cookie" not in client.get(asked.path).headers
    answer = client.post(f"{asked.path}/accept", headers=FROM_OWN_PAGE)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


def broken_tokens(token: str) -> list[str]:
    one_letter = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        for at in range(len(token))
    ]
    return [*one_letter, token[:-1], token + "0", token + "a", token[16:], "x", "0" * 30, "ت" * 17]


def test_a_link_that_is_not_whole_opens_nothing(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows)
    rows.commit()
    for token in [*broken_tokens(asked.token), token_of(asked.offer.id + 1000)]:
        for way in ("", "/decline", "/give-back"):
            assert client.get(f"/o/{token}{way}").status_code == 404, token
        for act in ("accept", "decline", "give-back", "on-my-way"):
            answer = client.post(f"/o/{token}/{act}", headers=FROM_OWN_PAGE)
            assert answer.status_code == 404, token
    assert rows.scalar(select(Offer.state)) is OfferState.OPEN
