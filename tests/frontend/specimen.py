"""Draw every component, the board and the progress curve: light, dark, right-to-left, 360 px.

    python tests/frontend/specimen.py --shots DIR

Serves the project's templates and static files from loopback under the strict
Content-Security-Policy and photographs each page in headless Chromium; says what the console
complained of and how wide each page is.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import Babel
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app.http.words import OF_TEMPLATES
from app.http.words import STATES as BADGES

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
BELGRADE = ZoneInfo("Europe/Belgrade")
LANGUAGES = ("Pashto", "Dari", "Farsi", "Arabic", "Sorani")
SITES = ("Preševo", "Krnjača", "Vinojug", "Sjenica")
STATES = ("confirmed", "offered", "proposed", "confirmed", "served", "offered", "no_show")
NAV = [
    {"label": "Board", "url": "#", "icon": "layout-grid", "current": True},
    {"label": "Uncovered", "url": "#", "icon": "circle-alert", "count": 13},
    {"label": "Plans", "url": "#", "icon": "activity"},
    {"label": "Requests", "url": "#", "icon": "inbox"},
    {"label": "Members", "url": "#", "icon": "users"},
]


def _member(n: int) -> dict[str, object]:
    return {
        "id": n,
        "label": f"M-{n:03}",
        "languages": [LANGUAGES[n % 5], LANGUAGES[(n + n // 5 % 4 + 1) % 5]],
        "home": SITES[n % 4],
        "country": "RS" if n % 3 else "MK",
    }


def _session(n: int, members: int) -> dict[str, object]:
    """Session n of a week from 02.03.2026: members take turns, day after day, three times a day."""
    turn, hour, quarter = n // members // 7, 7 + 4 * (n // members // 7 % 3), n * 7 % 9
    start = datetime(2026, 3, 2 + n // members % 7, hour, tzinfo=BELGRADE)
    start += timedelta(minutes=15 * quarter + turn // 3)
    end = start + timedelta(minutes=(30, 60, 90, 120)[n * 5 % 4])
    return {
        "id": n,
        "start": start.astimezone(UTC).isoformat(),
        "end": end.astimezone(UTC).isoformat(),
        "title": f"{LANGUAGES[n % 5]}, {SITES[n % 4]}",
        "site": SITES[n % 4],
        "country": "RS",
        "modality": ("on_site", "video", "phone")[n % 3],
        "url": f"#session-{n}",
        "row_label": f"Session {n}",
    }


def week(members: int, sessions: int) -> dict[str, object]:
    """A made-up week in the shape of /board/data; one session in thirty is uncovered."""
    numbers = range(sessions)
    return {
        "tz": "Europe/Belgrade",
        "days": [f"2026-03-0{day}" for day in range(2, 9)],
        "members": [_member(n) for n in range(1, members + 1)],
        "items": [
            {**_session(n, members), "member": n % members + 1, "state": STATES[n * 3 % 7]}
            for n in numbers
            if n % 30
        ],
        "uncovered": [
            {**_session(n, members), "languages": ["Sorani"], "reason": "nobody speaks Sorani then"}
            for n in numbers
            if not n % 30
        ],
    }


def progress() -> dict[str, object]:
    """A made-up run in the shape of /plans/runs/<id>/progress: no value at first, then better."""
    points: list[dict[str, float | None]] = [
        {"seconds": 1, "value": None, "bound": 4400, "gap": None, "seats_covered": 0, "seats": 400}
    ]
    for n in range(1, 28):
        value, bound = 4100 - 900 / n, 4140 + 260 / n
        point = {"seconds": 1 + n, "value": value, "bound": bound, "gap": (bound - value) / bound}
        points.append({**point, "seats_covered": 387 - 90 // n, "seats": 400})
    return {"state": "solved", "points": points}


def make_app() -> Flask:
    """The specimen's server: the project's own templates and static files, nothing of its data."""
    app = Flask("specimen", root_path=str(ROOT))
    app.jinja_env.globals |= {"csrf_token": lambda: "specimen", **OF_TEMPLATES}
    app.secret_key = "specimen"
    Babel(app)

    @app.context_processor
    def shell() -> dict[str, object]:
        rtl = request.args.get("dir") == "rtl"
        return {
            "lang": "ar" if rtl else "en",
            "text_dir": "rtl" if rtl else "ltr",
            "nav": NAV,
            "trial_database": True,
            "user": {"name": "Coordinator", "role": "Coordinator"},
            "logout_url": "#",
            "languages": [{"tag": "en", "label": "English", "url": "#", "current": True}],
        }

    @app.after_request
    def strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @app.get("/components")
    def components() -> str:
        moment = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
        return render_template(
            "components/specimen.html",
            states=list(BADGES),
            moment=moment,
            later=moment + timedelta(minutes=90),
            zone=BELGRADE,
            url_of="?page={}".format,
        )

    @app.get("/board")
    def board() -> str:
        return render_template(
            "components/specimen_board.html",
            members=request.args.get("members", 60),
            sessions=request.args.get("sessions", 400),
        )

    @app.get("/board/data")
    def board_data() -> Response:
        return jsonify(week(int(request.args["members"]), int(request.args["sessions"])))

    @app.get("/progress")
    def plan_progress() -> Response:
        return jsonify(progress())

    @app.get("/errors/<code>")
    def errors(code: str) -> str:
        return render_template(f"errors/{code}.html", reference="b41f02")

    return app


SHOTS: dict[str, tuple[str, int, Literal["light", "dark"]]] = {
    "light": ("/components", 1280, "light"),
    "dark": ("/components", 1280, "dark"),
    "rtl": ("/components?dir=rtl", 1280, "light"),
    "phone": ("/components", 360, "light"),
    "phone-rtl-dark": ("/components?dir=rtl", 360, "dark"),
    "board": ("/board", 1440, "light"),
    "board-dark": ("/board", 1440, "dark"),
    "board-rtl": ("/board?dir=rtl", 1440, "light"),
    "board-phone": ("/board", 360, "light"),
    "board-huge": ("/board?members=500&sessions=5000", 1440, "light"),
    "error": ("/errors/404", 1280, "light"),
}


@contextmanager
def serving() -> Iterator[str]:
    """The address of a specimen server on loopback."""
    server = make_server("127.0.0.1", 0, make_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def listen(page: Page) -> list[str]:
    """What the page's console will have said, refusals of the policy and script errors included."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def photograph(browser: Browser, base: str, folder: Path) -> Iterator[str]:
    """One picture a row of SHOTS; what there is to say of each."""
    for name, (path, width, scheme) in SHOTS.items():
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        complaints = listen(page)
        page.goto(base + path, wait_until="networkidle")
        yield f"{name}: {page.evaluate('document.documentElement.scrollWidth')} px in {width}"
        yield from complaints
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=Path, required=True)
    folder = parser.parse_args().shots
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for line in photograph(browser, base, folder):
            sys.stdout.write(line + "\n")
        browser.close()


if __name__ == "__main__":
    main()
