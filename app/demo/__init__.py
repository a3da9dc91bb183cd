"""The demonstration: a pool of made-up members and a made-up week, after the region's figures."""

from app.demo.accounts import LOGINS
from app.demo.loading import coming_monday, load

__all__ = ["LOGINS", "coming_monday", "load"]
