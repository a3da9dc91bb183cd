"""What the solver reaches on made-up problems, and when; no part of it looks into the solver."""

from scheduler.bench.measure import MARKS, Run, in_own_process, warm_up
from scheduler.bench.table import HEADS, rows_of, table

__all__ = ["HEADS", "MARKS", "Run", "in_own_process", "rows_of", "table", "warm_up"]
