"""The solver in a child process: limited in time and memory, and dead when its worker is."""

from app.adapters.solver.advice import Patience, advise
from app.adapters.solver.child import PART, Limits, solve
from app.adapters.solver.errors import (
    FaultyProblemError,
    InfeasibleError,
    SolverCrashError,
    SolverError,
    SolverMemoryError,
    SolverStoppedError,
    SolverTimeoutError,
)

__all__ = [
    "PART",
    "FaultyProblemError",
    "InfeasibleError",
    "Limits",
    "Patience",
    "SolverCrashError",
    "SolverError",
    "SolverMemoryError",
    "SolverStoppedError",
    "SolverTimeoutError",
    "advise",
    "solve",
]
