"""Planning: runs of the solver, draft plans, and publishing them."""

from app.services.planning.advice import SeatAdvice, advise_on_seat
from app.services.planning.asking import queue_run
from app.services.planning.disrupting import answer_disruption
from app.services.planning.parts import parts_progress, recover_parts
from app.services.planning.proposals import Proposal, keep_proposal, propose, publish_proposal
from app.services.planning.publishing import discard, publish
from app.services.planning.repairs import Repaired, repair_after
from app.services.planning.runs import recover_runs
from app.services.planning.stand_ins import put_in
from app.services.planning.stopping import stop_run

__all__ = [
    "Proposal",
    "Repaired",
    "SeatAdvice",
    "advise_on_seat",
    "answer_disruption",
    "discard",
    "keep_proposal",
    "parts_progress",
    "propose",
    "publish",
    "publish_proposal",
    "put_in",
    "queue_run",
    "recover_parts",
    "recover_runs",
    "repair_after",
    "stop_run",
]
