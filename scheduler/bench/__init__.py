"""What the solver reaches on made-up problems, and when; no part of it looks into the solver."""

from scheduler.bench.measure import MARKS, Run, warm_up
from scheduler.bench.process import in_own_process, plans_until
from scheduler.bench.table import HEADS, rows_of, table

__all__ = ["HEADS", "MARKS", "Run", "in_own_process", "plans_until", "rows_of", "table", "warm_up"]
