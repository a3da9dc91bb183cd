"""Use cases: one function is one business act, with its audit row and its outbox row."""
