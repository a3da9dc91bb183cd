"""The day of a session, and leave, in each language."""
