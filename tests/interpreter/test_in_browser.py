"""Answering on a small phone in a real browser, without script."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from app.domain.actors import system
from app.domain.offers import Standing
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel, DeclineReason
from app.domain.words import LANGUAGES, words_of
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.accessibility import faults_of
from tests.support.offers import Asked, ask
from tests.support.serving import served

pytestmark = pytest.mark.browser
PASHTO, ENGLISH = words_of("ps"), words_of("en")
#: The smallest button that a thumb hits (WCAG 2.5.5), in pixels.
THUMB = 44


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as base:
        yield base


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A cheap phone: narrow, touched, no script, no cookies of ours."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def asked(rows: Session) -> Asked:
    made = ask(rows, member=make.make_member(rows, page_language="ps"))
    rows.commit()
    return made


def test_yes_in_two_taps(phone: Page, address: str, asked: Asked, rows: Session) -> None:
    phone.goto(address + asked.path)
    assert phone.get_attribute("html", "dir") == "rtl"
    phone.get_by_role("button", name=PASHTO.page.accept).tap()
    phone.get_by_role("heading", name=PASHTO.page.standings[Standing.YOURS][0]).wait_for()
    assert phone.url == address + asked.path
    assert phone.context.cookies() == []
    rows.refresh(asked.offer)
    assert (asked.offer.state, asked.offer.answer_channel) == (OfferState.ACCEPTED, Channel.LINK)


def test_no_with_a_reason_in_another_language(
    phone: Page, address: str, asked: Asked, rows: Session
) -> None:
    phone.goto(address + asked.path)
    phone.get_by_role("link", name="English").tap()
    phone.get_by_role("link", name=ENGLISH.page.decline).tap()
    phone.get_by_label(ENGLISH.page.reasons[DeclineReason.TOO_FAR]).check()
    phone.get_by_role("button", name=ENGLISH.page.send).tap()
    phone.get_by_role("heading", name=ENGLISH.page.standings[Standing.DECLINED][0]).wait_for()
    rows.refresh(asked.offer)
    assert asked.offer.decline_reason is DeclineReason.TOO_FAR


def test_a_job_is_given_back_in_two_taps(
    phone: Page, address: str, asked: Asked, rows: Session
) -> None:
    offers.accept(rows, system(), NOW, asked.offer.id)
    rows.commit()
    phone.goto(address + asked.path)
    phone.get_by_role("link", name=PASHTO.page.cannot_come).tap()
    phone.get_by_role("button", name=PASHTO.page.give_back).tap()
    phone.get_by_role("heading", name=PASHTO.page.standings[Standing.GIVEN_BACK][0]).wait_for()
    rows.refresh(asked.assignment)
    assert asked.assignment.state is AssignmentState.WITHDRAWN


def test_both_answers_are_as_large_as_a_thumb(phone: Page, address: str, asked: Asked) -> None:
    for words in LANGUAGES:
        phone.goto(f"{address}{asked.path}?lang={words.tag}")
        for role, name in (("button", words.page.accept), ("link", words.page.decline)):
            box = phone.get_by_role(role, name=name, exact=True).bounding_box()  # type: ignore[arg-type]
            assert box is not None
            assert box["height"] >= THUMB
            assert box["width"] > 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_language_is_accessible_and_fits(
    chromium: Browser, address: str, asked: Asked, rows: Session, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    theirs = ask(rows)
    offers.accept(rows, system(), NOW, theirs.offer.id)
    rows.commit()
    own = (f"{theirs.path}{way}" for way in ("", "/give-back", "/jobs"))
    for path in (asked.path, f"{asked.path}/decline", *own, "/o/broken"):
        for words in LANGUAGES:
            page.goto(f"{address}{path}?lang={words.tag}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (path, words.tag)
            assert faults_of(page) == "", (path, words.tag)
    page.close()
