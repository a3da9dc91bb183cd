"""The outside: SMS, the trial database, the solver process."""
