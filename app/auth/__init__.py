"""Logging in and out, and the way from `/` to one's own page."""
