"""A specimen server and a page for the tests of components, board and progress."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.frontend.specimen import serving


@pytest.fixture(scope="session")
def specimen() -> Iterator[str]:
    """The address of the specimen server."""
    with serving() as base:
        yield base


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of an office in New York: the board must still speak the sites' time."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, timezone_id="America/New_York"
    )
    yield context.new_page()
    context.close()
