"""The vendored files are the ones that were chosen, each with its licence."""

import hashlib
import re
from pathlib import Path

from app.http.context import NAVIGATION

VENDOR = Path(__file__).resolve().parents[2] / "static/vendor"


def listed() -> dict[str, str]:
    """Path to sum, as SHA256SUMS says."""
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    return {path.removeprefix("./"): total for total, path in (line.split() for line in lines)}


def present() -> dict[str, str]:
    """Path to sum, as the files are."""
    return {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"SHA256SUMS", "README.md"}
    }


def test_every_vendored_file_is_listed_with_its_sum() -> None:
    assert present() == listed()


def test_every_vendored_package_carries_its_licence() -> None:
    folders = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert folders
    assert all((folder / "LICENSE").stat().st_size > 200 for folder in folders)


def test_the_readme_names_every_vendored_package_and_its_version() -> None:
    rows = re.findall(r"\| (\S+) \| (\S+) \|.*?\| `(\S+)` \|", (VENDOR / "README.md").read_text())
    said = {f"{package}-{version}" for _, version, package in rows}
    folders = {path.name for path in VENDOR.iterdir() if path.is_dir()}
    assert {name.replace("htmx.org", "htmx") for name in said} == folders


def test_no_template_or_script_of_ours_fetches_from_elsewhere() -> None:
    root = VENDOR.parents[1]
    ours = [*root.glob("templates/**/*.html"), *root.glob("static/js/**/*.js")]
    ours += root.glob("static/css/*.css")
    foreign = re.compile(r"""(?:src|href|url\(|import|fetch\()[^\n]{0,20}?["'(](?:https?:)?//""")
    assert [path.name for path in ours if foreign.search(path.read_text())] == []


def test_every_icon_that_a_template_or_the_menu_names_is_in_the_sprite() -> None:
    root = VENDOR.parents[1]
    sprite = (VENDOR / "lucide-static-1.62.0/icons.svg").read_text()
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    text = "\n".join(path.read_text() for path in root.glob("templates/**/*.html"))
    used = set(re.findall(r'icon\("([\w-]+)"', text))
    used |= set(re.findall(r'^  "\w+": \("\w*", "([\w-]+)"', text, re.MULTILINE))
    used |= {icon for _, _, icon, _ in NAVIGATION}
    assert used
    assert used <= known
