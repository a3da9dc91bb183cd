"""Searching for a member after the plan: whom to ask next, when, and when to stop."""
