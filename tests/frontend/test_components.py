"""Every component, in a real Chromium: both themes, both directions, narrow and wide."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.frontend.specimen import SHOTS, listen
from tests.support.accessibility import faults_of

pytestmark = pytest.mark.browser
AXE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@pytest.mark.parametrize("name", SHOTS)
def test_a_page_of_components_is_accessible_fits_and_obeys_the_policy(
    name: str, chromium: Browser, specimen: str
) -> None:
    path, width, scheme = SHOTS[name]
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said = listen(page)
    page.goto(specimen + path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of(page, AXE) == ""
    assert said == []
    page.close()


@pytest.mark.parametrize("tags", [AXE, ()])
def test_a_fault_of_a_page_would_be_found(page: Page, tags: tuple[str, ...]) -> None:
    page.set_content('<html lang="en"><title>Site</title><main><h1>Site</h1><img src="map.png">')
    assert "image-alt" in faults_of(page, tags)


def test_the_chosen_theme_is_remembered(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    page.get_by_role("button", name="Dark colours").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_the_first_tab_offers_to_skip_to_the_content(page: Page, specimen: str) -> None:
    page.goto(specimen + "/errors/404")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_reader_of_a_refused_form_starts_at_its_errors(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    assert page.evaluate("document.activeElement.id") == "errors"


def test_escape_closes_the_menu_and_returns_to_its_button(page: Page, specimen: str) -> None:
    page.goto(specimen + "/errors/404")
    menu = page.locator("details.menu").last
    menu.locator("summary").click()
    assert menu.get_by_role("button", name="Log out").is_visible()
    page.keyboard.press("Escape")
    assert not menu.get_by_role("button", name="Log out").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_page_without_scripts_still_logs_out_by_a_form(chromium: Browser, specimen: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(specimen + "/components")
    page.locator("details.menu summary").last.click()
    form = page.locator("details.menu form")
    assert form.get_attribute("method") == "post"
    assert form.locator("input[name=csrf_token]").count() == 1
    assert form.get_by_role("button").is_visible()
    assert page.locator("[data-theme-toggle]").is_hidden()
    context.close()


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    page.evaluate(
        """() => {
            window.sent = 0;
            const form = document.querySelector("form.form");
            form.noValidate = true;
            document.addEventListener("submit", (event) => {
                if (!event.defaultPrevented) window.sent += 1;
                event.preventDefault();
            });
        }"""
    )
    button = page.get_by_role("button", name="Send the request")
    button.click()
    button.click(force=True)
    assert page.evaluate("window.sent") == 1


def test_htmx_sends_the_csrf_token_and_shows_a_refused_form(page: Page, specimen: str) -> None:
    tokens: list[str | None] = []

    def refuse(route: Route) -> None:
        tokens.append(route.request.headers.get("x-csrftoken"))
        route.fulfill(status=422, content_type="text/html", body="<p>Choose a site.</p>")

    page.route("**/refused", refuse)
    page.goto(specimen + "/components")
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            main.innerHTML = '<div hx-post="/refused" hx-trigger="click" id="probe">Send</div>';
            htmx.process(main);
        }"""
    )
    page.locator("#probe").click()
    page.get_by_text("Choose a site.").wait_for()
    assert tokens == ["specimen"]
