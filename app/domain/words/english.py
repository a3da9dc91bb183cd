"""English."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
from app.domain.words.day.english import ENGLISH_DAY
from app.domain.words.model import PageWords, SmsWords, Words

ENGLISH = Words(
    tag="en",
    cldr="en",
    direction="ltr",
    own_name="English",
    comma=", ",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    modalities={
        Modality.ON_SITE: "on site",
        Modality.VIDEO: "by video",
        Modality.PHONE: "by phone",
    },
    procedures={
        ProcedureCode.REG: "registration",
        ProcedureCode.APP: "asylum application",
        ProcedureCode.INT: "asylum interview",
        ProcedureCode.RBK: "read-back of the record",
        ProcedureCode.APL: "appeal or court hearing",
        ProcedureCode.DEL: "delivery of a decision",
        ProcedureCode.MED: "medical or psychosocial session",
        ProcedureCode.LEG: "legal counselling",
        ProcedureCode.BIA: "session with a child and guardian",
        ProcedureCode.POL: "police statement",
        ProcedureCode.AVR: "voluntary return counselling",
        ProcedureCode.MON: "monitoring visit",
        ProcedureCode.MDS: "mediator's shift",
        ProcedureCode.ONC: "on-call duty",
        ProcedureCode.INF: "group information session",
        ProcedureCode.AGE: "language identification",
        ProcedureCode.TRN: "training or briefing",
    },
    dialects={
        "pes": "Farsi",
        "prs": "Dari",
        "haz": "Hazaragi",
        "kmr": "Kurmanji",
        "ckb": "Sorani",
        "ben": "Bengali",
    },
    belgrade="Belgrade",
    sms=SmsWords(
        job="Job {number}",
        answer_by="Answer by {deadline}",
        caution="Yours only once we confirm",
        confirmed="{job} is yours: {details}. Details",
        received="{job}: we have your no. Thank you for answering.",
        filled="{job}, {when}, is no longer open. You need not answer. Thank you.",
        expired="{job}, {when}: the time to answer is over. Thank you all the same.",
        changed="{job} has changed: {details}. Details",
        cancelled="{job}, {details}, is cancelled. Please do not come.",
        reminder="{job}, reminder: {details}",
        passport="Take your passport",
        if_not="Cannot come? Tell us here",
        handshake='{job}, {details}: when you set out, tap "I am on my way"',
        handshake_remote='{job}, {details}: please tap "I am ready"',
        urgent="{job}, URGENT",
        held="{job}: we have your yes and wait for a second person. Yours only once we confirm.",
        released="{job}, {when}, is no longer yours: the plan has changed. Please do not come.",
        late="{job}, {when}: it has begun. Where are you? Tell us here",
        thanks="{job}: thank you for coming. Please enter your times here",
        leave_approved="Your leave {days} is approved. Nobody will ask you in these days.",
        leave_refused="Your leave {days} is not approved. Please call the coordinator.",
        help="Not understood; a coordinator will read it. To answer a job send 1 and its number "
        "for yes, 2 and its number for no. Example: 1 47",
    ),
    page=PageWords(
        question="Can you take this job?",
        answer_until="Please answer by {deadline}.",
        caution="The job is yours only once the next page says so.",
        accept="Yes, I can",
        decline="No, I cannot",
        labels={
            "what": "What for",
            "when": "When",
            "where": "Where",
            "language": "Language",
            "how": "How",
            "travel": "The way there",
            "request": "Request",
        },
        map="Map",
        place_later="The exact place is shown once the job is yours.",
        place_by_coordinator="The coordinator will tell you the place.",
        host_room="You sit in a room at: {site}",
        from_anywhere="You take part from where you are, in a quiet and private place.",
        travel="about {minutes} min, {kilometres} km",
        passport="You cross the border: take your passport.",
        why="Why can you not?",
        why_hint="You need not say. A conflict of interest or your own wellbeing is never held "
        "against you.",
        send="Send my no",
        back="Back to the job",
        calendar="Add to calendar",
        cannot_come="I cannot come",
        why_not_come="Why can you not come?",
        give_back="Give the job back",
        on_my_way="I am on my way",
        ready="I am ready",
        on_my_way_noted="We know that you are on your way. Thank you.",
        ready_noted="We know that you are ready. Thank you.",
        my_jobs="My jobs",
        jobs_theirs="Yours",
        jobs_open="Waiting for your answer",
        no_jobs="You have no coming jobs.",
        still_free="Nobody has it yet. If you can still come, say so: we ask you again at once.",
        other_languages="Other languages",
        broken_title="This link does not work",
        broken_text="Open the link of your newest SMS again, whole to its last letter, or ask "
        "the coordinator.",
        standings={
            Standing.OPEN: ("Can you take this job?", ""),
            Standing.YOURS: (
                "The job is yours",
                (
                    "We are counting on you. If you cannot come after all, say so here or "
                    "tell the coordinator at once."
                ),
            ),
            Standing.HELD: (
                "We have your yes",
                (
                    "A second person or a room is needed as well. We tell you as soon as all is "
                    "settled. If you cannot come after all, say so here."
                ),
            ),
            Standing.GIVEN_BACK: (
                "You have given the job back",
                (
                    "Thank you for telling us. We will ask somebody else; you need not do "
                    "anything more."
                ),
            ),
            Standing.DECLINED: (
                "You said no",
                "Thank you for answering. We will ask somebody else.",
            ),
            Standing.EXPIRED: (
                "The time to answer is over",
                "This job was given on. You will be asked again for others.",
            ),
            Standing.FILLED: (
                "This job is already filled",
                (
                    "Somebody else was first. Thank you for your readiness; you will be asked "
                    "again "
                    "for others."
                ),
            ),
            Standing.WITHDRAWN: (
                "This job is no longer open",
                "The plan has changed and you need not do anything. Thank you.",
            ),
            Standing.CANCELLED: (
                "This job is cancelled",
                "The session does not take place. Please do not come.",
            ),
            Standing.BEGUN: ("This session has begun", "It can no longer be accepted."),
            Standing.NOT_VETTED: (
                "You cannot accept this job now",
                "Your clearance does not cover that day. Please ask the coordinator.",
            ),
            Standing.ABSENT: (
                "You are on leave at that time",
                "If that has changed, please tell the coordinator.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "I am busy",
            DeclineReason.TOO_FAR: "It is too far",
            DeclineReason.ILL: "I am ill",
            DeclineReason.CONFLICT: "I know somebody involved, or have another conflict",
            DeclineReason.WELLBEING: "It would be too much for me",
            DeclineReason.OTHER: "Another reason",
        },
    ),
    day=ENGLISH_DAY,
)
