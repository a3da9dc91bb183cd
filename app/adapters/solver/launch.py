"""Becomes the solver after fencing itself in: ``launch.py PARENT MEGABYTES COMMAND...``.

A program of its own, because what runs between fork and exec in a process with threads may
deadlock. It uses nothing but the standard library.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
NICENESS = 10


def main() -> None:
    """Die with the parent, take no more memory than allowed, give way to others; then exec."""
    parent, megabytes, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before the tie
        sys.exit(1)
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)
    os.execv(command[0], command)  # noqa: S606 -- the command is our own


if __name__ == "__main__":
    main()
