"""`make demo`: the whole service on one machine, with a week of sessions to try it on."""

import errno
import os
import signal
import socket
import sys
import time
from types import FrameType
from typing import NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from sqlalchemy.exc import OperationalError

from app import demo
from app.adapters.postgres import TrialDatabaseError, trial_server
from app.ops.preparation import prepare
from app.ops.readiness import describe_absence
from app.ops.supervisor import ChildEndedError, Supervisor
from config import Settings, SettingsError, load_settings

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
READY_SECONDS = 60
#: What a killed demonstration leaves lets go of its port within moments.
PORT_SECONDS = 3


class Stop(BaseException):
    """Somebody asked the demonstration to end."""


class DemonstrationError(Exception):
    """The demonstration cannot start or go on; the message has the remedy."""


def main() -> int:
    """Runs the demonstration from the environment; the exit code is 1 for trouble."""
    try:
        return demonstrate(load_settings())
    except SettingsError as error:
        return _fail(str(error))


def demonstrate(settings: Settings) -> int:
    """Serves until SIGINT, SIGTERM or SIGHUP, then stops all it started."""
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    try:
        _check(settings)
        _say("Preparing the database")
        prepare(settings)
        _serve(settings)
    except Stop:
        return 0
    except (DemonstrationError, TrialDatabaseError, ChildEndedError) as error:
        return _fail(str(error))
    except OperationalError as error:
        return _fail(describe_absence(error))


def _check(settings: Settings) -> None:
    if settings.is_production:
        raise DemonstrationError(
            "TARJUMAN_ENV is production, and a demonstration fills the database with made-up "
            "people: unset TARJUMAN_ENV."
        )
    if settings.has_provider:
        name = "TWILIO_ACCOUNT_SID" if settings.twilio else "ANDROID_GATEWAY_URL"
        raise DemonstrationError(
            f"{name} is set, and the phone numbers of a demonstration are made up but could be "
            f"somebody's: unset {name}, and the texts go to a page instead."
        )
    deadline = time.monotonic() + PORT_SECONDS
    while not _is_free(settings.port):
        if time.monotonic() > deadline:
            raise DemonstrationError(
                f"Port {settings.port} is in use by another program: stop that program, or choose "
                f"another port, for example PORT={_another(settings.port)} make demo."
            )
        time.sleep(0.2)


def _serve(settings: Settings) -> NoReturn:
    # The phones' page may hurry the clock of all three processes.
    os.environ["SIMULATED_CLOCK"] = "1"
    supervisor = Supervisor(settings.instance_path / "log")
    try:
        for name, command in _commands(settings.port).items():
            supervisor.start(name, command)
        _await_ready(settings.port, supervisor)
        _say_addresses(settings)
        while True:
            supervisor.check()
            if server := trial_server(settings):
                server.revive()
            time.sleep(0.5)
    finally:
        supervisor.stop()


def _commands(port: int) -> dict[str, list[str]]:
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    web = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--workers=2"]
    web += ["--worker-class=gthread", "--threads=8", "--graceful-timeout=3"]
    return {
        "web": [*web, "--no-control-socket", "wsgi:app"],
        "worker": [*flask, "worker"],
        "clock": [*flask, "clock"],
    }


def _await_ready(port: int, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while obstacle := _find_obstacle(f"http://127.0.0.1:{port}/readyz"):
        supervisor.check()
        if time.monotonic() > deadline:
            raise DemonstrationError(f"Not ready after {READY_SECONDS} s: {obstacle}")
        time.sleep(0.1)


def _find_obstacle(address: str) -> str:
    """What the service says keeps it from being ready; nothing when it is."""
    try:
        with urlopen(address, timeout=5):  # noqa: S310 -- always http on the loopback address
            return ""
    except HTTPError as error:
        return error.read().decode()
    except (URLError, OSError) as error:
        return str(error)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise DemonstrationError(
                f"Port {port} cannot be used ({error.strerror}): choose another, for example "
                "PORT=8000 make demo."
            ) from error
    return True


def _another(port: int) -> int:
    return next(other for other in range(port + 1, port + 100) if _is_free(other))


def _say_addresses(settings: Settings) -> None:
    home = f"http://127.0.0.1:{settings.port}"
    lines = [f"\nTarjuman is ready at {home}\n", "Log in as"]
    lines += [f"  {login.username:<18}{login.password:<16}{login.role}" for login in demo.LOGINS]
    lines += [f"\nThe phones of the pool, with their SMS, are at {home}/phones (as coordinator)."]
    lines += [f"Logs are in {settings.instance_path / 'log'}. Ctrl-C stops everything."]
    _say("\n".join(lines))


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """Ends the demonstration in good order; a second Ctrl-C does not cut that short."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    _say("\nStopping")
    raise Stop


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _fail(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
