"""The pages of interpreters and cultural mediators, behind the links of their texts."""

from flask import Blueprint, Response

bp = Blueprint("interpreter", __name__)


@bp.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """A link that somebody has passed on is not to be found by others."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


from app.interpreter import afterwards, day, days_off, jobs, offers, times  # noqa: E402, F401 - bind their views
