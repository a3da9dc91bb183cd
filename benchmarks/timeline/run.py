"""Time and photograph the candidates for the coordinator's timeline in headless Chromium.

    python benchmarks/timeline/run.py [--runs 5] [--shots DIR]

The npm packages are fetched with `npm pack` into a temporary folder. For each candidate, size and zoom
a fresh page makes the same week (data.js) and draws it. Two figures, each the median of the runs:
drawn  = from handing over the data to the second animation frame after it, ms
scroll = the longest of 20 frames while the rows scroll by 300 px a frame, ms
nodes  = elements in the page afterwards.
"""
from __future__ import annotations

import argparse
import subprocess
import tarfile
import tempfile
import threading
from pathlib import Path
from statistics import median

from flask import Flask, Response, send_from_directory
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

HERE = Path(__file__).parent
PACKAGES = {"vis-timeline": "vis-timeline@8.5.4", "event-calendar": "@event-calendar/build@5.10.1"}
CANDIDATES = ("own", "vis", "event_calendar")
SIZES = ((60, 400), (500, 5000))
MEASURE = """async ([members, sessions, days]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const data = makeWeek(members, sessions);
  const start = performance.now();
  draw(data, days);
  await frame(); await frame();
  return performance.now() - start;
}"""
SCROLL = """async () => {
  const boxes = [...document.querySelectorAll("*")].filter((e) => e.scrollHeight > e.clientHeight + 50 &&
    ["auto", "scroll"].includes(getComputedStyle(e).overflowY));
  const box = boxes.sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
  if (!box) return 0;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let longest = 0;
  for (let n = 0; n < 20; n++) {
    const start = performance.now();
    box.scrollTop += 300;
    await frame(); await frame();
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}"""


def fetch_packages(folder: Path) -> None:
    """Each package's files, unpacked in a folder of its name."""
    for name, spec in PACKAGES.items():
        packed = subprocess.run(
            ["npm", "pack", spec, "--silent"], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.strip()
        with tarfile.open(folder / packed) as archive:
            archive.extractall(folder, filter="data")
        (folder / "package").rename(folder / name)


def make_app(packages: Path) -> Flask:
    """Serves the trial's pages, the fetched packages and the project's static files."""
    app = Flask(__name__, static_folder=str(HERE.parents[1] / "static"))

    @app.get("/trial/<path:name>")
    def trial(name: str) -> Response:
        return send_from_directory(HERE, name)

    @app.get("/packages/<path:name>")
    def package(name: str) -> Response:
        return send_from_directory(packages, name)

    return app


def open_page(browser: Browser, base: str, candidate: str) -> Page:
    page = browser.new_page(viewport={"width": 1600, "height": 900}, timezone_id="Europe/Belgrade")
    page.on("pageerror", lambda error: print(candidate, error))
    page.goto(f"{base}/trial/candidate_{candidate}.html", wait_until="networkidle")
    return page


def trial(
    browser: Browser, base: str, candidate: str, size: tuple[int, int], days: int, shot: Path | None
) -> tuple[float, float, int]:
    """One fresh page: (drawn in ms, longest scrolled frame in ms, elements)."""
    page = open_page(browser, base, candidate)
    page.wait_for_function("typeof draw === 'function'")
    drawn = page.evaluate(MEASURE, [*size, days])
    page.wait_for_timeout(600)
    if shot:
        page.screenshot(path=shot)
    nodes = page.evaluate("document.querySelectorAll('*').length")
    scroll = page.evaluate(SCROLL)
    page.close()
    return drawn, scroll, nodes


def report(browser: Browser, base: str, runs: int, shots: Path | None) -> None:
    print(f"{'candidate':16}{'members x sessions':>20}{'days':>6}{'drawn ms':>10}{'scroll ms':>11}{'nodes':>8}")
    for candidate in CANDIDATES:
        for size in SIZES:
            for days in (2, 7):
                name = f"{candidate}-{size[1]}-{days}.png"
                rows = [
                    trial(browser, base, candidate, size, days, shots / name if shots and not n else None)
                    for n in range(runs)
                ]
                drawn, scroll, nodes = (median(column) for column in zip(*rows, strict=True))
                print(f"{candidate:16}{size[0]:>10} x {size[1]:>7}{days:>6}{drawn:>10.0f}{scroll:>11.0f}{nodes:>8.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--shots", type=Path)
    options = parser.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fetch_packages(Path(folder))
        server = make_server("127.0.0.1", 0, make_app(Path(folder)), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        report(browser, f"http://127.0.0.1:{server.server_port}", options.runs, options.shots)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
