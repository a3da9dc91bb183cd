"""`python -m tests.support.killed_mending DATABASE`: a job that mends plans and is killed in the
middle, after its repair was published and before anything is kept."""

import os
import signal
import sys

from app.db.unit_of_work import make_engine, make_session_factory
from app.services.ladder import mending
from app.services.ladder.mending import mend_due
from tests.factories import NOW

MEMORY_MB = 2048

if __name__ == "__main__":
    mending._write_down = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    mend_due(make_session_factory(make_engine(sys.argv[1])), lambda: NOW, MEMORY_MB)
