"""Requests: filed by an authority, decided by a coordinator where the policy leaves it open."""

from app.services.requests.deciding import accept_request, cancel_request, reject_request
from app.services.requests.filing import file_request

__all__ = ["accept_request", "cancel_request", "file_request", "reject_request"]
