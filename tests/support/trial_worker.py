"""`python -m tests.support.trial_worker URL`: the real worker, with the trial jobs beside ours."""

import sys
from pathlib import Path

from app.jobs.runtime import make_runtime
from app.jobs.worker import run_worker
from tests.support import trial_jobs
from tests.support.web import make_settings

assert trial_jobs.do.name == "trial:do"
url = sys.argv[1]
run_worker(make_runtime(make_settings(url, Path("unused")), url, sessions=4), url)
