"""What the pages say of why a message did not arrive, and what helps."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.delivery import Hold
from app.domain.messages import MessageChannel, MessageKind

#: By the provider's code (twilio.com/docs/api/errors) or a word of ours.
FAILURES = {
    "21211": _l("The number does not exist: ask the member for the right one."),
    "21217": _l("The number does not exist: ask the member for the right one."),
    "21408": _l("The account may not send to this country: allow it in the provider's console."),
    "21610": _l("The number wants no texts: call the member."),
    "21612": _l("The sender does not work for this number: choose another under Channels."),
    "21614": _l("The number takes no texts, a landline perhaps: call the member."),
    "30003": _l("The phone was off or out of reach for too long: call the member."),
    "30004": _l("The number blocks our texts: call the member."),
    "30005": _l("The number is unknown to its operator: ask the member for the right one."),
    "30006": _l("The number takes no texts, a landline perhaps: call the member."),
    "30007": _l("The operator took the text for advertising: tell the provider."),
    "30008": _l("The operator gives no reason: call the member."),
    "busy": _l("The line was busy each time: call the member."),
    "no-answer": _l("Nobody answered the calls: call the member."),
    "failed": _l("The call could not be made: check the number."),
    "opted out": _l("The number wants no texts: call the member."),
    "takes no texts": _l("The number takes no texts, a landline perhaps: call the member."),
    "not sent": _l("The phone that is our gateway could not send it: look at its credit."),
}
HOLDS = {
    Hold.PERSON: _l("The day's limit for this member is reached."),
    Hold.DAY: _l("The day's limit for all messages is reached."),
}
CHANNELS = {MessageChannel.SMS: _l("SMS"), MessageChannel.VOICE: _l("Call")}
KINDS = {
    MessageKind.OFFER: _l("Offer"),
    MessageKind.CONFIRMED: _l("Confirmation"),
    MessageKind.RECEIVED: _l("Receipt of an answer"),
    MessageKind.HELD: _l("Hold"),
    MessageKind.FILLED: _l("Filled by another"),
    MessageKind.RELEASED: _l("Release"),
    MessageKind.EXPIRED: _l("Time over"),
    MessageKind.CHANGED: _l("Change"),
    MessageKind.CANCELLED: _l("Cancellation"),
    MessageKind.REMINDER: _l("Reminder"),
    MessageKind.HANDSHAKE: _l("Question before the start"),
    MessageKind.LATE: _l("Question to one who is late"),
    MessageKind.THANKS: _l("Thanks"),
    MessageKind.LEAVE_APPROVED: _l("Leave approved"),
    MessageKind.LEAVE_REFUSED: _l("Leave refused"),
    MessageKind.HELP: _l("Help"),
}


def why(code: str) -> str:
    """The reason and the remedy."""
    known = FAILURES.get(code)
    return str(known) if known else _("It did not arrive (%(code)s): call the member.", code=code)


#: What the templates of these pages find by name.
WORDS = {"holds": HOLDS, "ways": CHANNELS, "kinds": KINDS, "why": why}
