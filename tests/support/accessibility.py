"""What axe finds wrong with a page that stands in a real browser."""

import json
from collections.abc import Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

_RUN = "async (options) => JSON.stringify((await axe.run(options)).violations)"


def faults_of(page: Page, tags: Sequence[str] = ()) -> str:
    """A report of all violations, or none; only of the rules with one of these tags, if given.

    Rules that are kept need no words: only violations are described and fetched.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if tags:
        options["runOnly"] = list(tags)
    page.evaluate(AXE_SCRIPT)
    found = AxeResults({"violations": json.loads(page.evaluate(_RUN, options))})
    return str(found.generate_report()) if found.violations_count else ""
