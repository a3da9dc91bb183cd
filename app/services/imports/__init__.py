"""Bringing in lists of members, sites and requests: all rows, or none and every fault."""

from app.services.imports.lists import import_members, import_requests, import_sites

__all__ = ["import_members", "import_requests", "import_sites"]
