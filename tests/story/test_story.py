"""The main job, end to end, as a stranger lives through it after `make demo`.

An officer asks for a Pashto interpreter in Preševo, the coordinator plans the week and publishes,
the interpreter gets the SMS on a simulated phone, taps the link, accepts, and everybody sees it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from app import demo
from app.domain.offers import Standing
from app.domain.words import LANGUAGES
from tests.support.demonstration import Demonstration, running_demonstration

pytestmark = pytest.mark.browser

PASSWORD = "tarjuman-demo"
SOLVE_SECONDS = 5
SOLVED_WITHIN = 90_000
ARRIVES_WITHIN = 60_000
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    folder: Path = tmp_path_factory.mktemp("story")
    with running_demonstration(folder, SOLVE_SECONDS=str(SOLVE_SECONDS)) as running:
        yield running


@pytest.fixture
def officer(chromium: Browser, service: Demonstration) -> Iterator[Page]:
    yield from _logged_in(chromium, service, "officer.presevo")


@pytest.fixture
def coordinator(chromium: Browser, service: Demonstration) -> Iterator[Page]:
    yield from _logged_in(chromium, service, "coordinator")


@pytest.fixture
def phone(chromium: Browser, service: Demonstration) -> Iterator[Page]:
    """A narrow phone whose browser runs no script."""
    context = chromium.new_context(
        base_url=service.address, viewport=PHONE, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def _logged_in(chromium: Browser, service: Demonstration, username: str) -> Iterator[Page]:
    """A browser of one's own, led from `/` to the log-in form and from there to the first page."""
    context = chromium.new_context(base_url=service.address)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile("/(my-requests|board)$"))
    yield page
    context.close()


def _monday() -> date:
    return demo.coming_monday(datetime.now(UTC))


def test_from_asking_to_confirmed(officer: Page, coordinator: Page, phone: Page) -> None:
    number = _ask(officer)
    _plan_and_publish(coordinator)
    member, name = _who_is_asked(coordinator, number)
    links = _links_on_phone(coordinator, member, name)
    _accept(phone, links, number)
    _everybody_sees_it(officer, coordinator, number, name)


def _ask(page: Page) -> str:
    """The officer's part; the number of the request."""
    day = (_monday() + timedelta(days=2)).isoformat()
    page.get_by_role("link", name="New request").click()
    page.get_by_label("What for", exact=True).select_option("REG")
    page.get_by_label("Where", exact=True).select_option(label="Preševo reception centre")
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Start", exact=True).fill("09:00")
    page.get_by_label("Latest start (optional)", exact=True).fill("15:00")
    page.get_by_label("Language", exact=True).select_option("pus")
    page.locator("input[name=dialect][value=pbu]").check()
    page.get_by_label("Case reference").fill("PR-901/26")
    # What the law sets a deadline for is covered first, whatever else the week holds.
    page.get_by_text("There is a deadline by law").click()
    page.get_by_label("Deadline by law").fill(day)
    page.get_by_label("What sets the deadline").fill("Registration within 72 hours")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("is filed")).to_be_visible()
    expect(page.get_by_text("Being planned").first).to_be_visible()
    found = re.search(r"/my-requests/(\d+)$", page.url)
    assert found, page.url
    return found[1]


def _plan_and_publish(page: Page) -> None:
    """The coordinator's part. The plan that came with the week knows nothing of the request."""
    page.goto("/plans")
    expect(page.get_by_text("Draft").first).to_be_visible(timeout=SOLVED_WITHIN)
    page.goto("/board")
    page.get_by_role("link", name="Plan this week").click()
    page.get_by_label("Seconds to search").fill(str(SOLVE_SECONDS))
    page.get_by_role("button", name="Plan").click()
    publish = page.get_by_role("link", name="Publish")
    expect(publish).to_be_visible(timeout=SOLVED_WITHIN)
    publish.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published").first).to_be_visible()


def _who_is_asked(page: Page, number: str) -> tuple[str, str]:
    """Number and name of the member who was asked for the request's seat."""
    page.goto(f"/requests/{number}")
    row = page.get_by_role("row").filter(has_text="Interpreter").first
    expect(row).to_contain_text("Offered")
    name = row.locator("bdi").first.inner_text()
    return row.locator(".soft.small").first.inner_text().strip(), name


def _links_on_phone(page: Page, member: str, name: str) -> Iterator[str]:
    """The links in the SMS that the member gets, as they come."""
    page.get_by_role("link", name="Phones").click()
    page.get_by_label("Name, number or phone").fill(member)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=name).click(timeout=ARRIVES_WITHIN)
    links, here = page.locator("#texts a"), list[str]()
    while True:
        expect(links).not_to_have_count(len(here), timeout=ARRIVES_WITHIN)
        before, here = here, [str(link.get_attribute("href")) for link in links.all()]
        yield from (link for link in here if link not in before)


def _accept(phone: Page, links: Iterator[str], number: str) -> None:
    """The interpreter's part: for each text a tap on its link and one on yes, until the job of
    the request is theirs; before that an offer does not tell whose it is. Of a job for two the
    yes may wait for the other's."""
    said_yes = (Standing.YOURS, Standing.HELD)
    told = [words.page.standings[each][0] for words in LANGUAGES for each in said_yes]
    taken = re.compile("|".join(map(re.escape, told)))
    for link in links:
        phone.goto(link)
        yes = phone.locator("form[action*='/accept'] button")
        if not yes.count():
            continue
        yes.click()
        expect(phone.get_by_role("heading", level=1)).to_have_text(taken)
        if phone.get_by_text(number, exact=True).count():
            return


def _everybody_sees_it(officer: Page, coordinator: Page, number: str, name: str) -> None:
    officer.goto(f"/my-requests/{number}")
    expect(officer.get_by_text("Confirmed").first).to_be_visible()
    coordinator.goto(f"/requests/{number}")
    seat = coordinator.get_by_role("row").filter(has_text=name).first
    expect(seat).to_contain_text("Confirmed")
    monday = _monday()
    data = coordinator.request.get(
        "/board/data", params={"from": monday.isoformat(), "to": str(monday + timedelta(days=6))}
    ).json()
    mine = [item for item in data["items"] if item["row_label"] == number]
    assert [item["state"] for item in mine] == ["confirmed"]
