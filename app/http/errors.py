"""The one table from errors to answers: HTML for people, RFC 9457 problems for programs."""

from http import HTTPStatus

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

from app.domain.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    PoolError,
    UnavailableError,
)
from app.http.request import session
from app.http.saying import translated

STATUS: dict[type[PoolError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    InvalidError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ConflictError: HTTPStatus.CONFLICT,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}
#: Statuses with a page of their own; others borrow the nearest.
PAGES = {400, 403, 404, 409, 413, 429, 500, 503}


def register(app: Flask) -> None:
    app.register_error_handler(PoolError, _pool_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(PoolTimeoutError, _database_away)


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" and not request.headers.get("HX-Request")


def problem(status: int, text: str, fields: dict[str, str] | None = None) -> Response:
    """An RFC 9457 problem; ``fields`` maps a field to what is wrong with it."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": text,
    }
    if fields:
        body["fields"] = fields
    answer = jsonify(body)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer


def _answer(status: int, text: str | None, fields: dict[str, str] | None = None) -> Response:
    # What was being written is given up, so that the page can still ask who reads it.
    g.answers_error = True
    session().rollback()
    if wants_json():
        return problem(status, text or HTTPStatus(status).phrase, fields)
    page = (
        status if status in PAGES else (400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500)
    )
    back = _thing() if status == HTTPStatus.CONFLICT else None
    return Response(render_template(f"errors/{page}.html", text=text, back=back), status)


def _thing() -> str:
    """The page of what was acted on: ``/plans/7`` for ``/plans/7/publish``."""
    return request.path.rpartition("/")[0] or request.path


def _pool_error(error: PoolError) -> ResponseReturnValue:
    fields = {name: translated(problem) for name, problem in error.fields.items()}
    return _answer(STATUS[type(error)], translated(error.message), fields)


def _csrf_error(error: CSRFError) -> ResponseReturnValue:
    del error  # it speaks of tokens
    text = _(
        "This form is from before the last log-in or log-out. Open its page again and send it anew."
    )
    return _answer(HTTPStatus.BAD_REQUEST, text)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    answer = _answer(error.code, None)
    answer.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return answer


def _unstorable(error: DataError) -> ResponseReturnValue:
    """What no column can hold: a zero byte, a number beyond all bounds."""
    del error  # it repeats what was sent
    return _answer(HTTPStatus.BAD_REQUEST, None)


def _database_away(error: Exception) -> ResponseReturnValue:
    del error  # it may name the server; the log has it
    answer = _answer(HTTPStatus.SERVICE_UNAVAILABLE, None)
    answer.headers["Retry-After"] = "5"
    return answer
