#!/usr/bin/env bash
# Makes .venv with Python 3.11 or newer; an environment that works is left as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

works() { .venv/bin/python -c 'import pip' 2>/dev/null; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3 /usr/bin/python3; do
    if [ -n "$candidate" ] && is_new_enough "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  echo "Tarjuman needs Python 3.11 or newer and found none. On Debian 12: apt-get install" \
    "python3 python3-venv. Or name one: make install PYTHON=/path/to/python3.11" >&2
  return 1
}

can_make_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

install_venv_package() {
  local package="python3-venv"
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's $package, which makes virtual environments"
    apt-get update -qq && apt-get install -y -qq "$package" >/dev/null
  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then
    echo "Installing Debian's $package, which makes virtual environments"
    sudo -n apt-get update -qq && sudo -n apt-get install -y -qq "$package" >/dev/null
  fi
}

works && exit 0
python=$(find_python)
can_make_environments "$python" || install_venv_package
if ! can_make_environments "$python"; then
  echo "$python cannot make virtual environments (its modules venv and ensurepip are missing)." \
    "On Debian, as root: apt-get install python3-venv. Then run make again." >&2
  exit 1
fi
"$python" -m venv --clear .venv
