"""Time the webhooks of texts and calls as gunicorn serves them, beside 10,000 messages.

    python -m benchmarks.webhooks.run [--calls 600] [--rate 200]

A PostgreSQL of its own (or DATABASE_URL_TEST's) gets 10,000 messages with their receipts, as many
texts from phones, and open offers. Calls come at a steady rate, signed, each on a connection of
its own, as the provider makes them; with --rate 0 one after the other. Figures are milliseconds
from the moment a call was due to the end of its answer, so that a queue counts:

    unclear   /sms/inbound, a text that nobody understands
    yes       /sms/inbound, a text that accepts an offer, which a job does
    fallback  /sms/fallback, the same texts again
    receipt   /sms/status
    voice     /voice/offer, what a call says
    key       /voice/key, a key that accepts an offer, which a job does
    looks     /voice/outcome, before the job has
    outcome   /voice/outcome, after it has: the call says that the seat is theirs
    ended     /voice/status

"Server" is the processor time of the web processes for a call.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import requests
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Member, Message, Offer, Receipt
from app.domain.actors import system
from app.domain.messages import InboxState, MessageChannel, MessageKind, ProviderStatus
from app.domain.states import AssignmentState, MessageState
from app.services import offers
from app.services.keys import do_next
from benchmarks.webhooks.rate import Call, drive, processor_seconds, signed
from config import PROJECT
from tests import factories as make
from tests.support import database as databases
from tests.support.provider import PUBLIC, SENDER, SID, TOKEN

MESSAGES, MEMBERS = 10_000, 60


def fill(session: Session, offers_wanted: int, now: datetime) -> None:
    members = [make.make_member(session) for _ in range(MEMBERS)]
    write_history(session, [member.id for member in members], now)
    plan = make.make_plan(session)
    rows = []
    for number in range(offers_wanted):
        starts_at = now + timedelta(days=30 + number // MEMBERS, hours=2)
        request = make.make_request(session, starts_at=starts_at)
        row = make.make_assignment(
            session,
            request.sessions[0].seats[0],
            members[number % MEMBERS],
            starts_at=starts_at,
            state=AssignmentState.PROPOSED,
            plan=plan,
        )
        rows.append(row)
    for offer in offers.open_offers(session, system(), now, rows):
        session.add(a_call(offer, now))


def a_call(offer: Offer, now: datetime) -> Message:
    """A call about the offer that the provider has taken."""
    return Message(
        member_id=offer.member_id,
        offer_id=offer.id,
        kind=MessageKind.OFFER,
        dedupe_key=f"call:{offer.id}",
        channel=MessageChannel.VOICE,
        state=MessageState.HANDED_OVER,
        created_at=now,
        due_at=now,
        attempts=1,
        body="x" * 200,
    )


def write_history(session: Session, member_ids: list[int], now: datetime) -> None:
    message = {"kind": MessageKind.HELP, "state": MessageState.HANDED_OVER, "attempts": 1}
    message |= {"created_at": now, "due_at": now, "body": "x" * 100, "segments": 1, "error": ""}
    message |= {"cost_tenths": 0, "may_exceed": False, "again": 0}
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
def serving(database_url: str, folder: Path) -> Iterator[tuple[str, int]]:
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
            yield address, web.pid
        finally:
            web.terminate()


def is_alive(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


def reference(kind: str, number: int) -> str:
    return f"{kind}{number:030x}"


def forms(asked: Sequence[Any], ids: Sequence[int], calls: int) -> dict[str, list[Call]]:
    """Every call of every kind, signed."""
    account = {"AccountSid": SID}
    texts = [account | {"MessageSid": reference("SM01", n), "To": SENDER} for n in range(calls)]
    rings = [account | {"CallSid": reference("CA02", n), "From": SENDER} for n in range(calls)]

    def text(number: int, body: str, kind: str) -> dict[str, str]:
        return texts[number] | {
            "MessageSid": reference(kind, number),
            "From": asked[number].phone,
            "Body": body,
        }

    def ring(number: int, **fields: str) -> dict[str, str]:
        return rings[number] | {"To": asked[calls + number].phone} | fields

    voice = [asked[calls + number].message_id for number in range(calls)]
    yes = [text(n, f"1 {asked[n].number}", "SM02") for n in range(calls)]
    read = {"From": SENDER, "MessageStatus": "delivered"}
    return {
        "unclear": [signed("/sms/inbound", text(n, "who is this?", "SM01")) for n in range(calls)],
        "yes": [signed("/sms/inbound", form) for form in yes],
        "fallback": [signed("/sms/fallback", form) for form in yes],
        "receipt": [signed(f"/sms/status/{ids[n]}", texts[n] | read) for n in range(calls)],
        "voice": [signed(f"/voice/offer/{voice[n]}", ring(n)) for n in range(calls)],
        "key": [
            signed(f"/voice/key/{voice[n]}?round=1", ring(n, Digits="1")) for n in range(calls)
        ],
        "looks": [signed(f"/voice/outcome/{voice[n]}?round=1", ring(n)) for n in range(calls)],
        "outcome": [signed(f"/voice/outcome/{voice[n]}?round=2", ring(n)) for n in range(calls)],
        "ended": [
            signed(f"/voice/status/{voice[n]}", ring(n, CallStatus="completed"))
            for n in range(calls)
        ],
    }


def run(database: databases.Database, calls: int, rate: int, folder: Path) -> None:
    with database.session_factory.begin() as session:
        fill(session, 2 * calls, datetime.now(UTC))
    with database.session_factory() as session:
        asked = session.execute(
            select(Offer.number, Member.phone, Message.id.label("message_id"))
            .join(Member, Member.id == Offer.member_id)
            .join(Message, Message.dedupe_key == func.concat("call:", Offer.id))
            .order_by(Offer.id)
        ).all()
        ids = session.scalars(select(Message.id).order_by(Message.id).limit(calls)).all()
    every = forms(asked, ids, calls)
    with serving(database.url, folder) as (address, web):
        # Both processes load what they need: the same receipts and calls change nothing later.
        drive(address, every["receipt"][:40] + every["voice"][:40], 0)
        for name, made in every.items():
            if name == "outcome":
                do_keys(database)
            before = processor_seconds(web)
            times = drive(address, made, rate)
            spent = (processor_seconds(web) - before) * 1000 / calls
            report(name, times, spent)


def do_keys(database: databases.Database) -> None:
    """What the job does."""
    done = True
    while done:
        with database.session_factory.begin() as session:
            done = do_next(session, datetime.now(UTC))


def report(name: str, times: Sequence[float], server: float) -> None:
    cuts = quantiles(times, n=20)
    figures = f"p50 {cuts[9]:6.1f} ms   p95 {cuts[18]:6.1f} ms   worst {max(times):6.1f} ms"
    print(f"{name:<8} {figures}   server {server:5.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the webhooks.")
    parser.add_argument("--calls", type=int, default=600, help="of each kind")
    parser.add_argument("--rate", type=int, default=200, help="calls a second")
    wanted = parser.parse_args()
    databases.begin_run()
    folder = Path(tempfile.mkdtemp())
    try:
        with databases.running_server() as url:
            template = databases.make_template(url)
            with databases.new_database(url, template) as database:
                run(database, wanted.calls, wanted.rate, folder)
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(databases.run_folder(), ignore_errors=True)


if __name__ == "__main__":
    main()
