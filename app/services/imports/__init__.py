"""Bringing in lists of members, sites and requests: all rows, or none and every fault."""

from app.services.imports.lists import MEMBERS, REQUESTS, SITES

__all__ = ["MEMBERS", "REQUESTS", "SITES"]
