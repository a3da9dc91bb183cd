"""Whether a server runs, told by its processes."""

from pathlib import Path


def is_served(data: Path) -> bool:
    """Whether a process of the server of the data folder is left, its sessions included.

    The process number in postmaster.pid proves nothing: after a crash it may be a zombie's
    or another program's. Every process of a server works in its data folder.
    """
    return any(_works_in(process, data) for process in Path("/proc").glob("[0-9]*"))


def _works_in(process: Path, data: Path) -> bool:
    try:
        is_server = process.joinpath("exe").readlink().name == "postgres"
        return is_server and process.joinpath("cwd").readlink() == data
    except OSError:  # ended meanwhile, or another user's
        return False
