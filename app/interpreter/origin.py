"""Whether a form was sent from a page of ours.

Members have no log-in and their pages set no cookie, so there is nothing that a foreign page
could misuse: who knows the token of the link may answer, and nobody else can. The check keeps
pages that somebody else made around a link from answering by a careless tap.
"""

from urllib.parse import urlsplit

from flask import request

from app.http.request import settings

#: Browsers that know no Sec-Fetch-Site, or talk plain http, say "null" because our pages forbid
#: them to tell where they come from (Referrer-Policy: no-referrer).
UNTOLD = "null"


def is_from_own_page() -> bool:
    """True for a form on a page of this service, and for nothing without a browser's word."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    own = {_origin(request.host_url), _origin(settings().public_base_url)}
    return origin is not None and (origin == UNTOLD or origin in own)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
