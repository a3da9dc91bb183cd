"""Time and photograph the candidates for the coordinator's timeline in headless Chromium.

    python benchmarks/timeline/run.py [--runs 5] [--shots DIR]

The npm packages are fetched with `npm pack` into a temporary folder. For each candidate, size and
zoom a fresh page makes the same week (data.js) and draws it. Each figure is the median of the runs:
drawn  = from handing over the data to the second animation frame after it, ms
seen   = to the first frame in which a session is visible, ms
scroll = the longest of 20 frames while the rows scroll by 300 px a frame, ms
nodes  = elements in the page afterwards.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
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
  const drawn = performance.now() - start;
  const session = () => document.querySelector(".board-item, .vis-item, .ec-event");
  const shown = () => session()?.checkVisibility({ visibilityProperty: true });
  while (!shown() && performance.now() - start < 30000)
    await new Promise((done) => setTimeout(done, 20));
  return [drawn, performance.now() - start];
}"""
SCROLL = """async () => {
  const scrolls = (e) => e.scrollHeight > e.clientHeight + 50 &&
    ["auto", "scroll"].includes(getComputedStyle(e).overflowY);
  const boxes = [...document.querySelectorAll("*")].filter(scrolls);
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


Case = tuple[str, tuple[int, int], int]  # candidate, (members, sessions), days in sight


class Options(argparse.Namespace):
    """What the command line says."""

    runs: int
    shots: Path | None


def fetch_packages(folder: Path) -> None:
    """Each package's files, unpacked in a folder of its name."""
    for name, spec in PACKAGES.items():
        command = [shutil.which("npm") or "npm", "pack", spec, "--silent"]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(folder / packed.stdout.strip()) as archive:
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
) -> tuple[float, float, float, int]:
    """One fresh page: (drawn, seen and longest scrolled frame in ms, elements)."""
    page = open_page(browser, base, candidate)
    page.wait_for_function("typeof draw === 'function'")
    drawn, seen = page.evaluate(MEASURE, [*size, days])
    page.wait_for_timeout(600)
    if shot:
        page.screenshot(path=shot)
    nodes = page.evaluate("document.querySelectorAll('*').length")
    scroll = page.evaluate(SCROLL)
    page.close()
    return drawn, seen, scroll, nodes


def measure(browser: Browser, base: str, options: Options) -> dict[Case, list[list[float]]]:
    """The figures of every run of every case. The runs go round the cases, so that a busy moment
    of the machine falls on all candidates; the first round is photographed."""
    cases = list(itertools.product(CANDIDATES, SIZES, (2, 7)))
    figures: dict[Case, list[list[float]]] = {case: [] for case in cases}
    for turn, case in itertools.product(range(options.runs), cases):
        candidate, size, days = case
        shot = options.shots / f"{candidate}-{size[1]}-{days}.png" if options.shots else None
        figures[case].append(list(trial(browser, base, *case, shot if turn == 0 else None)))
    return figures


def report(figures: dict[Case, list[list[float]]]) -> None:
    print(f"{'candidate':16}{'members':>8}{'sessions':>9}{'days':>5}  drawn   seen scroll  nodes")
    for (candidate, size, days), rows in figures.items():
        cells = "".join(f"{median(column):7.0f}" for column in zip(*rows, strict=True))
        print(f"{candidate:16}{size[0]:8}{size[1]:9}{days:5}{cells}")


def read_options() -> Options:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--shots", type=Path)
    return parser.parse_args(namespace=Options())


def main() -> None:
    options = read_options()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fetch_packages(Path(folder))
        server = make_server("127.0.0.1", 0, make_app(Path(folder)), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        report(measure(browser, f"http://127.0.0.1:{server.server_port}", options))
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
