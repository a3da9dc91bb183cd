"""`python -m tests.support.trial_worker URL [MEMBERS]`: the real worker, with the trial jobs beside
ours. With MEMBERS, plans for more than so many are solved in parts, and it is always NOW."""

import sys
from dataclasses import replace
from pathlib import Path

from app.jobs.runtime import make_runtime
from app.jobs.worker import run_worker
from tests.factories import NOW
from tests.support import trial_jobs
from tests.support.web import make_settings

assert trial_jobs.do.name == "trial:do"
url, *members = sys.argv[1:]
settings = make_settings(url, Path("unused"))
if members:
    settings = replace(settings, solve_part_members=int(members[0]))
runtime = make_runtime(settings, url, sessions=4)
if members:
    runtime = replace(runtime, now=lambda: NOW)
run_worker(runtime, url)
