"""Child processes that do not outlive their parent, however it ends."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def start_child(
    command: Sequence[str],
    *,
    folder: Path,
    output: IO[bytes],
    last_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Starts a process in `folder` and in a group of its own.

    If we are killed, the kernel sends it `last_signal`. The kernel watches the calling thread,
    which therefore must live as long as this process.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, last_signal)
        if os.getppid() != parent:  # it was killed before the tie
            os._exit(1)

    return subprocess.Popen(  # noqa: S603 -- commands are our own
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=tie_to_parent,  # noqa: PLW1509 -- it only makes system calls
    )


def signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signals a child and all that it started; one that is gone is no error."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
