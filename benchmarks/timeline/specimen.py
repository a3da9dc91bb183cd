"""Draw every component, the board and the progress curve in light, dark, right-to-left and at 360 px.

    python benchmarks/timeline/specimen.py --shots DIR

Serves the project's templates and static files from loopback under the strict
Content-Security-Policy, photographs each page in headless Chromium and prints what the policy refused.
"""
from __future__ import annotations

import argparse
import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import Babel
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
NAV = [
    {"label": "Board", "url": "#", "icon": "layout-grid", "current": True},
    {"label": "Uncovered", "url": "#", "icon": "circle-alert", "count": 13},
    {"label": "Plans", "url": "#", "icon": "activity"},
    {"label": "Requests", "url": "#", "icon": "inbox"},
    {"label": "Members", "url": "#", "icon": "users"},
]


def states() -> list[str]:
    """Every state the badge macro knows, in its order."""
    text = (ROOT / "templates/components/badge.html").read_text()
    return re.findall(r'^  "(\w+)":', text, re.MULTILINE)


def make_app() -> Flask:
    """The specimen's server: the project's own templates and static files, nothing of its data."""
    app = Flask("specimen", root_path=str(ROOT))
    app.jinja_env.globals["csrf_token"] = lambda: "specimen"
    app.secret_key = "specimen"
    Babel(app)

    @app.context_processor
    def shell() -> dict[str, object]:
        rtl = request.args.get("dir") == "rtl"
        return {
            "lang": "ar" if rtl else "en", "text_dir": "rtl" if rtl else "ltr", "nav": NAV,
            "trial_database": True, "user": {"name": "Coordinator", "role": "Coordinator"},
            "logout_url": "#", "languages": [{"tag": "en", "label": "English", "url": "#", "current": True}],
        }

    @app.after_request
    def strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @app.get("/components")
    def components() -> str:
        moment = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
        return render_template(
            "components/specimen.html", states=states(), moment=moment,
            later=moment + timedelta(minutes=90), zone=ZoneInfo("Europe/Belgrade"), url_of="?page={}".format,
        )

    @app.get("/errors/<code>")
    def errors(code: str) -> str:
        return render_template(f"errors/{code}.html", reference="b41f02")

    return app


SHOTS = {
    "light": ("/components", 1280, "light"),
    "dark": ("/components", 1280, "dark"),
    "rtl": ("/components?dir=rtl", 1280, "light"),
    "phone": ("/components", 360, "light"),
    "phone-rtl-dark": ("/components?dir=rtl", 360, "dark"),
    "error": ("/errors/404", 1280, "light"),
}


def photograph(browser: Browser, base: str, folder: Path) -> None:
    """One picture a row of SHOTS, with any complaint of the console printed."""
    for name, (path, width, scheme) in SHOTS.items():
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.on("console", lambda message, name=name: print(name, message.text))
        page.goto(base + path, wait_until="networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        print(f"{name}: {wide} px wide in {width}")
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=Path, required=True)
    folder = parser.parse_args().shots
    folder.mkdir(parents=True, exist_ok=True)
    server = make_server("127.0.0.1", 0, make_app(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        photograph(browser, f"http://127.0.0.1:{server.server_port}", folder)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
