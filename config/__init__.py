"""Settings from the environment, read once at start.

Every fault is reported at once, each naming its variable and the remedy. Secrets never show in
a `repr`, a log line or an error.
"""
