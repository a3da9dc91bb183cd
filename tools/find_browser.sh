#!/usr/bin/env bash
# Makes sure of a Chromium for the tests of the pages: the system's, else Debian's package, else
# the one that Playwright downloads.
set -euo pipefail
cd "$(dirname "$0")/.."

found() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }

install_package() {
  echo "Installing Debian's chromium for the tests of the pages"
  "$@" apt-get update -qq && "$@" apt-get install -y -qq chromium >/dev/null
}

found && exit 0
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then
    install_package env || true
  elif sudo -n true 2>/dev/null; then
    install_package sudo -n env DEBIAN_FRONTEND=noninteractive || true
  fi
fi
found && exit 0
if ! .venv/bin/python -m playwright install chromium; then
  echo "No Chromium was found and none could be installed. The tests of the pages need one: as" \
    "root, apt-get install chromium. Everything else works without." >&2
fi
