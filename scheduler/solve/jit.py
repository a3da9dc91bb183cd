"""Compilation of inner loops: cached on disk, free of the interpreter lock.

The cache lies in a directory named after the source of all compiled modules: numba looks for
changes only in the file of the function it loads, not in those of the functions it calls.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

HERE = Path(__file__).parent
FOLDERS = HERE, HERE.parent / "reprice"
"""Where modules with compiled functions are."""
PREFIX = "compiled-"
MARKS = b"@jit", b"@lean", b"(NamedTuple)"
"""What a module has whose change may change what is compiled: functions, arguments, constants."""


def _digest() -> str:
    sources = (p.read_bytes() for folder in FOLDERS for p in sorted(folder.rglob("*.py")))
    text = b"".join(s for s in sources if any(mark in s for mark in MARKS))
    return hashlib.sha256(numba.__version__.encode() + text).hexdigest()[:16]


def _homes() -> list[Path]:
    """Where a cache may be, best first: beside the source, of the user, for the time being."""
    user = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return [
        HERE / "__pycache__",
        Path(user) / "tarjuman",
        Path(tempfile.gettempdir()) / f"tarjuman-{os.getuid()}",
    ]


def cache_directory() -> Path | None:
    """A directory to write to, filled from one that can only be read; ``None`` without any."""
    name = PREFIX + _digest()
    for home in _homes():
        try:
            (home / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=home / name):
                pass
        except OSError:
            continue
        filled = HERE / "__pycache__" / name
        if filled.is_dir() and home / name != filled and not any((home / name).iterdir()):
            shutil.copytree(filled, home / name, dirs_exist_ok=True)
        return home / name
    return None


def forget_others() -> None:
    """Remove what was compiled from other sources than these."""
    if CACHE is not None:
        for old in CACHE.parent.glob(f"{PREFIX}*"):
            if old != CACHE:
                shutil.rmtree(old, ignore_errors=True)


CACHE = cache_directory()
if CACHE is not None:
    cast("Any", numba.config).CACHE_DIR = str(CACHE)


def jit(function: F) -> F:
    """``function`` compiled on first use and from the cache afterwards."""
    return cast("F", numba.njit(cache=CACHE is not None, nogil=True)(function))


def lean(function: F) -> F:
    """The same for functions that make no arrays, put into those that call them.

    A call would hand over each array of a problem in seven numbers, some thousand of them, and
    count who refers to which: far longer than what such a function does (decision 0102).
    """
    options: dict[str, Any] = {
        "cache": CACHE is not None,
        "nogil": True,
        "_nrt": False,
        "forceinline": True,
    }
    return cast("F", numba.njit(**options)(function))
