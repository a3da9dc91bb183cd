"""The board and the progress curve, in a real Chromium on a made-up week."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def open_board(page: Page, specimen: str, query: str = "") -> None:
    page.goto(f"{specimen}/board{query}")
    page.locator(".board-item").first.wait_for()


def focused_name(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def focus_first_session(page: Page) -> None:
    page.locator('.board-item[tabindex="0"]').focus()


def test_the_board_counts_what_it_shows(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    expect(page.get_by_text("60 members, 386 sessions, 14 uncovered")).to_be_visible()


def test_every_row_has_a_name_to_read(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    assert "" not in page.locator("[role=rowheader]").all_text_contents()


def test_today_leaves_a_week_without_today_for_its_own(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    page.get_by_role("button", name="Today").click()
    page.wait_for_url(f"{specimen}/board?today")


def test_without_script_only_the_table_of_the_day_is_there(
    chromium: Browser, specimen: str
) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(f"{specimen}/board")
    shown = page.inner_text("main")
    page.close()
    assert "The table of the day." in shown
    assert "Fetching the week" not in shown
    assert "Today" not in shown


def test_a_session_says_its_time_at_the_site_not_at_the_desk(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    name = page.locator('.board-item[data-id="1"]').get_attribute("aria-label")
    assert name == "Session 1, Dari, Krnjača, 02.03.2026 08:45 to 09:45, Confirmed, Video"


def test_the_board_has_one_tab_stop_and_arrows_move_between_sessions(
    page: Page, specimen: str
) -> None:
    open_board(page, specimen)
    focus_first_session(page)
    first = focused_name(page)
    page.keyboard.press("ArrowRight")
    second = focused_name(page)
    page.keyboard.press("ArrowLeft")
    assert second != first
    assert focused_name(page) == first
    assert page.locator('.board-item[tabindex="0"]').count() == 1


def test_arrows_follow_the_reading_direction(page: Page, specimen: str) -> None:
    open_board(page, specimen, "?dir=rtl")
    focus_first_session(page)
    first = focused_name(page)
    page.keyboard.press("ArrowRight")
    assert focused_name(page) == first
    page.keyboard.press("ArrowLeft")
    assert focused_name(page) != first


def test_enter_opens_the_page_of_a_session(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    focus_first_session(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#session-"))


def test_a_refresh_leaves_the_focus_where_it_was(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    focus_first_session(page)
    page.keyboard.press("ArrowDown")
    name = focused_name(page)
    page.route(
        "**/board/data*",
        lambda route: route.fulfill(body=route.fetch().text() + " "),
    )
    page.evaluate("document.querySelector('.board-row').dataset.old = '1'")
    page.evaluate("document.querySelector('[data-act=retry]').click()")
    expect(page.locator(".board-row[data-old]")).to_have_count(0)
    assert focused_name(page) == name


def test_tab_finds_the_board_after_scrolling_away(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    focus_first_session(page)
    page.evaluate("document.activeElement.blur()")
    page.locator(".board-scroll").evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    expect(page.get_by_text("M-060")).to_be_visible()
    assert page.locator('.board-item[tabindex="0"]').count() == 1


def test_the_arrow_down_reaches_rows_that_were_not_drawn(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    focus_first_session(page)
    for _ in range(45):
        page.keyboard.press("ArrowDown")
    row = page.evaluate("document.activeElement.closest('.board-row').textContent")
    assert "M-04" in row
    assert page.locator(".board-item:focus").is_visible()


def test_only_rows_in_sight_are_drawn_of_five_thousand_sessions(page: Page, specimen: str) -> None:
    open_board(page, specimen, "?members=500&sessions=5000")
    assert page.locator(".board-row").count() < 60
    page.locator(".board-scroll").evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    expect(page.get_by_text("M-500")).to_be_visible()
    assert page.locator(".board-row").count() < 60


def test_filters_keep_the_members_that_match(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    page.get_by_label("Country").select_option("MK")
    expect(page.get_by_text("20 members, ")).to_be_visible()
    page.get_by_label("Member or home").fill("nobody of this name")
    page.get_by_label("Language").select_option("Pashto")
    expect(page.get_by_role("heading", name="No members match")).to_be_visible()


def test_the_table_tells_the_same_sessions(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    page.get_by_role("button", name="Table").click()
    table = page.get_by_role("table", name="Sessions")
    expect(table.get_by_role("row")).to_have_count(401)
    first = table.get_by_role("row").nth(1).inner_text()
    assert "Mon 02.03.2026" in first
    assert page.locator(".board-scroll").is_hidden()


def test_the_day_is_wider_than_in_the_week(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    day = page.locator(".board-day").first
    week_width = day.bounding_box()
    page.get_by_role("button", name="Day", exact=True).click()
    day_width = day.bounding_box()
    assert week_width
    assert day_width
    assert day_width["width"] > 3 * week_width["width"]


def test_nights_are_hidden_until_asked_for(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    page.get_by_role("button", name="Day", exact=True).click()
    hours = page.locator(".board-day").first.locator(".board-hour")
    assert "03" not in hours.all_inner_texts()
    page.get_by_role("button", name="Nights").click()
    assert "03" in hours.all_inner_texts()


def test_a_board_that_cannot_be_fetched_says_so_and_tries_again(page: Page, specimen: str) -> None:
    page.route("**/board/data*", lambda route: route.abort())
    page.goto(specimen + "/board")
    expect(page.get_by_text("The board could not be fetched.")).to_be_visible()
    page.unroute("**/board/data*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".board-item").first).to_be_visible()
    expect(page.get_by_text("The board could not be fetched.")).to_be_hidden()


def test_wall_clocks_are_right_on_both_clock_change_nights(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    told = page.evaluate(
        """async () => {
            const { wallClock, dateAndTime } = await import("/static/js/board/axis.js");
            const wall = wallClock("Europe/Belgrade");
            return ["2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "2026-10-25T00:59:00Z",
                    "2026-10-25T01:00:00Z"].map((at) => dateAndTime(wall(at))[1]);
        }"""
    )
    assert told == ["01:59", "03:00", "02:59", "02:00"]


def test_sessions_of_the_night_do_not_open_the_night(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    hours = page.evaluate(
        """async () => {
            const { openHours } = await import("/static/js/board/axis.js");
            const at = (from, to) => ({ from: from * 60, to: to * 60 });
            return [openHours([]), openHours([at(6.5, 8), at(12, 20.25)]), openHours([at(22, 30)])];
        }"""
    )
    assert hours == [[7, 19], [6, 21], [7, 19]]


def test_uncovered_sessions_take_as_few_lanes_as_hold_them(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    lanes = page.evaluate(
        """async () => {
            const { lanes } = await import("/static/js/board/model.js");
            const at = (from, to) => ({ from, to });
            return lanes([at(5, 9), at(1, 4), at(2, 6), at(4, 5)])
                .map((lane) => lane.map((item) => [item.from, item.to]));
        }"""
    )
    assert lanes == [[[1, 4], [4, 5], [5, 9]], [[2, 6]]]


def test_ticks_of_the_curve_are_round_numbers(page: Page, specimen: str) -> None:
    page.goto(specimen + "/components")
    ticks = page.evaluate(
        """async () => {
            const { ticks } = await import("/static/js/plan_progress.js");
            return [ticks(0, 30), ticks(3100, 4480), ticks(7, 7)];
        }"""
    )
    assert ticks == [[0, 5, 10, 15, 20, 25, 30], [3500, 4000], [7]]


def test_progress_is_told_in_words_and_drawn(page: Page, specimen: str) -> None:
    open_board(page, specimen)
    progress = page.get_by_role("region", name="Progress of the plan")
    expect(progress).to_contain_text("384 / 400")
    expect(progress).to_contain_text("2\u00a0%")
    line = page.locator(".chart-line.value").get_attribute("d")
    assert line
    assert line.count("V") >= 26


def test_progress_without_a_value_yet_draws_the_bound_alone(page: Page, specimen: str) -> None:
    point = '{"seconds": 1, "value": null, "bound": 9, "gap": null, "seats_covered": 0, "seats": 4}'
    page.route(
        "**/progress",
        lambda route: route.fulfill(body=f'{{"state": "solved", "points": [{point}]}}'),
    )
    open_board(page, specimen)
    progress = page.get_by_role("region", name="Progress of the plan")
    expect(progress).to_contain_text("not yet")
    assert page.locator(".chart-line.value").get_attribute("d") == ""
    assert "NaN" not in progress.inner_html()
