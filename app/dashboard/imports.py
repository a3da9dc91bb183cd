"""Lists from files: what is wrong with one is shown before anything of it is saved."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from app.dashboard import bp
from app.domain.permissions import Act
from app.http.request import actor, now, requires, work
from app.importing.run import KINDS, Report, run

#: More are counted, not listed.
MOST_FAULTS = 200
OK, NOT_FOUND, REFUSED = 200, 404, 422


@bp.get("/imports")
@requires(Act.IMPORT)
def imports() -> str:
    return _page("members", {})


@bp.post("/imports")
@requires(Act.IMPORT)
def send_import() -> tuple[str, int] | Answer:
    """Check the file, and save its rows when all are sound and that was asked for."""
    name, file = request.form.get("kind", ""), request.files.get("file")
    errors = _errors(name, has_file=bool(file and file.filename))
    if errors or file is None:
        return _page(name, errors), REFUSED
    wants_saving = request.form.get("act") == "save"
    with work() as session:
        report = run(
            session, actor(), now(), KINDS[name], file.stream.read(), dry_run=not wants_saving
        )
    if report.saved:
        flash(_("%(rows)s rows were saved.", rows=report.rows), "good")
        return redirect(url_for("dashboard.imports"))
    return _page(name, {}, report), REFUSED if report.faults else OK


def _errors(name: str, *, has_file: bool) -> dict[str, str]:
    errors = {}
    if name not in KINDS:
        errors["kind"] = _("Say what the file lists.")
    if not has_file:
        errors["file"] = _("Choose a file.")
    return errors


def _page(kind: str, errors: dict[str, str], report: Report | None = None) -> str:
    return render_template(
        "dashboard/imports.html",
        kind=kind,
        kinds=list(KINDS),
        errors=errors,
        report=report,
        faults=report.faults[:MOST_FAULTS] if report else [],
    )


@bp.get("/imports/<kind>.csv")
@requires(Act.IMPORT)
def import_example(kind: str) -> Response:
    """A small file with every column, to start from."""
    if kind not in KINDS:
        abort(NOT_FOUND)
    headers = {"Content-Disposition": f"attachment; filename={kind}.csv"}
    return Response(KINDS[kind].example(now().date()), mimetype="text/csv", headers=headers)
