"""Which of several clocks ticks: the one whose connection holds an advisory lock."""

import psycopg

from app.db import locks

# A leader whose machine vanished loses its lock when the server gives its connection up.
_KEEPALIVE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


class Leadership:
    """One process's claim to lead, on a connection of its own."""

    def __init__(self, database_url: str) -> None:
        self._address = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._connection: psycopg.Connection | None = None
        self._holds_lock = False

    def is_held(self) -> bool:
        """Whether this process leads now, becoming the leader if there is none."""
        try:
            return self._ask()
        except psycopg.Error:
            self.release()
            return False

    def release(self) -> None:
        """Lets another process lead."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._holds_lock = False

    def _ask(self) -> bool:
        if self._connection is None:
            self._connection = psycopg.connect(
                self._address, autocommit=True, connect_timeout=5, options=_KEEPALIVE
            )
        if self._holds_lock:
            self._connection.execute("SELECT 1")
        else:
            answer = self._connection.execute("SELECT pg_try_advisory_lock(%s)", [locks.CLOCK])
            self._holds_lock = answer.fetchone() == (True,)
        return self._holds_lock
