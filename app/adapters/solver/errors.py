"""How a solve can end without a plan; each message is a sentence for the coordinator."""

from collections.abc import Sequence

from app.domain.said import Sentence, said


class SolverError(Exception):
    """The solver gave no plan; ``problem`` says why."""

    def __init__(self, problem: Sentence) -> None:
        super().__init__(problem)
        self.problem = problem


class SolverTimeoutError(SolverError):
    """It did not end, although it was told to."""


class SolverMemoryError(SolverError):
    """It needed more memory than it may take."""


class SolverCrashError(SolverError):
    """It ended in disorder; the last lines it wrote are in the message."""


class FaultyProblemError(SolverError):
    """The problem itself is refused; ``faults`` are ``(path, message)``."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        listed = "; ".join(f"{path}: {message}" for path, message in self.faults[:5])
        super().__init__(said("The solver refuses the problem: {listed}.", listed=listed))


class InfeasibleError(SolverError):
    """What is pinned contradicts itself: there is no legal plan at all."""


class SolverStoppedError(SolverError):
    """Whoever asked for the plan no longer wants it."""
