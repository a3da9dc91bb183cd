"""The Chromium that pages are tested in."""

import shutil

from playwright.sync_api import Browser, Playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


def launch_chromium(playwright: Playwright) -> Browser:
    """The system's Chromium, else the one that Playwright keeps (`make install` sees to either)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))
