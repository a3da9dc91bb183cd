"""The command line: ``python -m scheduler --help``."""

import os
import sys

from scheduler.cli import main


def keep_to_ourselves() -> None:
    """Let standard output hold our answers alone: compiled libraries print to it as well."""
    sys.stdout.flush()
    ours = os.fdopen(os.dup(1), "w", encoding=sys.stdout.encoding)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    sys.stdout = ours


if __name__ == "__main__":
    keep_to_ourselves()
    raise SystemExit(main())
