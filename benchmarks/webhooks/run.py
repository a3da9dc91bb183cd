"""Time the SMS webhooks as gunicorn serves them, with 10,000 messages in the database.

    python -m benchmarks.webhooks.run [--calls 300]

A PostgreSQL of its own (or DATABASE_URL_TEST's) gets 10,000 messages with their receipts, as many
texts from phones, and an open offer for each call. Calls come one after the other, signed, each on
a connection of its own, as the provider makes them. Figures are milliseconds from connecting to
the end of the answer: yes = a text that accepts an offer, unclear = one that nobody understands,
receipt = /sms/status.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

import requests
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Member, Message, Offer, Receipt
from app.domain.actors import system
from app.domain.lifecycles import AssignmentState, MessageState
from app.domain.messages import InboxState, MessageKind, ProviderStatus
from app.services import offers
from config import PROJECT
from tests import factories as make
from tests.support import database as databases
from tests.support.provider import PUBLIC, SENDER, SID, TOKEN, sign

MESSAGES, MEMBERS = 10_000, 60


def fill(session: Session, calls: int, now: datetime) -> None:
    members = [make.make_member(session) for _ in range(MEMBERS)]
    write_history(session, [member.id for member in members], now)
    for number in range(calls):
        starts_at = now + timedelta(days=30 + number // MEMBERS, hours=2)
        request = make.make_request(session, starts_at=starts_at)
        row = make.make_assignment(
            session,
            request.sessions[0].seats[0],
            members[number % MEMBERS],
            starts_at=starts_at,
            state=AssignmentState.PROPOSED,
            plan=make.make_plan(session),
        )
        offers.open_offers(session, system(), now, [row])


def write_history(session: Session, member_ids: list[int], now: datetime) -> None:
    message = {"kind": MessageKind.HELP, "state": MessageState.HANDED_OVER, "attempts": 1}
    message |= {"created_at": now, "due_at": now, "body": "x" * 100, "segments": 1, "error": ""}
    rows = [
        message | {"member_id": member_ids[n % MEMBERS], "dedupe_key": f"old:{n}"}
        for n in range(MESSAGES)
    ]
    ids = session.scalars(insert(Message).returning(Message.id), rows).all()
    receipt = {"status": ProviderStatus.QUEUED, "error_code": "", "received_at": now}
    session.execute(insert(Receipt), [receipt | {"message_id": each} for each in ids])
    text = {"from_number": "+38160", "body": "?", "received_at": now, "state": InboxState.UNCLEAR}
    texts = [text | {"provider_ref": f"old:{n}", "remark": None} for n in range(MESSAGES)]
    session.execute(insert(InboxMessage), texts)


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--workers=2"]
    command += ["--worker-class=gthread", "--threads=8", "--no-control-socket", "wsgi:app"]
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(folder),
        "PUBLIC_BASE_URL": PUBLIC,
        "TWILIO_ACCOUNT_SID": SID,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": SENDER,
    }
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as web:
        address = f"http://127.0.0.1:{port}"
        while not is_alive(address):
            time.sleep(0.1)
        try:
            yield address
        finally:
            web.terminate()


def is_alive(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


def post(address: str, path: str, form: dict[str, str]) -> float:
    """Milliseconds of one signed call."""
    headers = sign(path, form)
    begun = time.perf_counter()
    answer = requests.post(address + path, data=form, headers=headers, timeout=15)
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, answer.text
    return taken


def reference(kind: int, number: int) -> str:
    return f"SM{kind}{number:031x}"


def measure(name: str, count: int, call: Callable[[int], float]) -> None:
    times = [call(number) for number in range(count)]
    cuts = quantiles(times, n=20)
    print(f"{name:<8} p50 {cuts[9]:6.1f} ms   p95 {cuts[18]:6.1f} ms   worst {max(times):6.1f} ms")


def run(database: databases.Database, calls: int, folder: Path) -> None:
    with database.session_factory.begin() as session:
        fill(session, calls, datetime.now(UTC))
    with database.session_factory() as session:
        asked = session.execute(
            select(Offer.number, Member.phone).join(Member, Member.id == Offer.member_id)
        ).all()
        ids = session.scalars(select(Message.id).order_by(Message.id).limit(calls)).all()
    account = {"AccountSid": SID}
    with serving(database.url, folder) as address:

        def say(kind: int, number: int, body: str) -> float:
            form = account | {"MessageSid": reference(kind, number), "To": SENDER, "Body": body}
            return post(address, "/sms/inbound", form | {"From": asked[number].phone})

        def deliver(number: int) -> float:
            form = account | {"MessageSid": reference(0, number), "From": SENDER}
            return post(
                address, f"/sms/status/{ids[number]}", form | {"MessageStatus": "delivered"}
            )

        for number in range(20):  # both processes load what they need
            post(
                address,
                f"/sms/status/{ids[0]}",
                account
                | {
                    "MessageSid": reference(9, number),
                    "From": SENDER,
                    "MessageStatus": "sent",
                },
            )
        measure("unclear", calls, lambda number: say(1, number, "who is this?"))
        measure("yes", calls, lambda number: say(2, number, f"1 {asked[number].number}"))
        measure("receipt", calls, deliver)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the SMS webhooks.")
    parser.add_argument("--calls", type=int, default=300)
    calls = parser.parse_args().calls
    databases.begin_run()
    folder = Path(tempfile.mkdtemp())
    try:
        with databases.running_server() as url:
            template = databases.make_template(url)
            with databases.new_database(url, template) as database:
                run(database, calls, folder)
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(databases.run_folder(), ignore_errors=True)


if __name__ == "__main__":
    main()
