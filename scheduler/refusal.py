"""What the solver's users are told when there is no plan to show."""


class IllegalPlanError(RuntimeError):
    """The referee rejects every plan that the solver made: promises contradict each other, or
    one of the two is at fault."""
