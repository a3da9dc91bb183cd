"""The account the trial database runs under: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from pathlib import Path

from app.adapters.postgres.binaries import TrialDatabaseError, program

# Lets the unprivileged account reach a project under /root, whose folder is closed to others.
# PostgreSQL asks access(2), which heeds the capability only without the set-uid fix-up.
REACH = (
    "--securebits=+no_setuid_fixup",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
)


def command_prefix(home: Path) -> tuple[str, ...]:
    """The words before a PostgreSQL command: none, or as root those that change the account.

    As root, `home` is given to the account; a home in use keeps the account it has.
    """
    if os.geteuid() != 0:
        _require_own(home)
        return ()
    account = _account_of(home)
    os.chown(home, account.pw_uid, account.pw_gid)
    drop = (
        "setpriv",
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
    )
    for prefix in (drop, drop + REACH):
        if _can_run(prefix, home):
            return prefix
    raise TrialDatabaseError(
        f"PostgreSQL refuses to run as root, and the account {account.pw_name} cannot reach "
        f"{home} and {program('postgres')}; run as an ordinary user, or in a folder that "
        "others may enter."
    )


def _account_of(home: Path) -> pwd.struct_passwd:
    owner = home.stat().st_uid
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def _require_own(home: Path) -> None:
    if home.stat().st_uid != os.geteuid():
        owner = pwd.getpwuid(home.stat().st_uid).pw_name
        raise TrialDatabaseError(
            f"{home} belongs to {owner}, who started it first; start as root again, or remove "
            "that folder to begin anew."
        )


def _can_run(prefix: tuple[str, ...], home: Path) -> bool:
    probe = 'cd "$1" && test -w . && exec "$2" --version'
    command = [*prefix, "sh", "-c", probe, "sh", str(home), str(program("postgres"))]
    try:
        # The words are our own and the paths are arguments, never part of the script.
        return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
    except FileNotFoundError:
        return False
