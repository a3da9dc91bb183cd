"""A phone in tests: it is answered, keys are pressed, and the provider calls us as Twilio does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.provider import PUBLIC, SID, TOKEN, PhoneCall, sign


@dataclass
class Phone:
    """The phone that a call rings at. ``heard`` is what it said, in order; ``meanwhile`` happens
    while the call is silent before it looks what came of a key."""

    client: FlaskClient
    call: PhoneCall
    meanwhile: Callable[[], object] = lambda: None
    heard: list[str] = field(default_factory=list)
    document: Element = field(default_factory=lambda: Element("Response"))

    def answer(self) -> str:
        """Pick up; returns what is said."""
        return self._listen(self.post(self.path_of(self.call.url), CallStatus="in-progress"))

    def press(self, digit: str) -> str:
        """Press a key while it is waited for, and hear what comes of it; an empty one is
        silence."""
        heard = [self._listen(self.post(self.path_of(self.key_address), Digits=digit))]
        while (redirect := self.document.find("Redirect")) is not None:
            self.meanwhile()
            heard.append(self._listen(self.post(self.path_of(redirect.text or ""))))
        return " ".join(filter(None, heard))

    @property
    def key_address(self) -> str:
        """Where a key would be brought now."""
        gather = self.document.find("Gather")
        assert gather is not None, "no key is waited for"
        return gather.attrib["action"]

    def status(self, word: str) -> TestResponse:
        """The provider tells what became of the call."""
        return self.post(self.path_of(self.call.callback), CallStatus=word)

    def post(self, path: str, token: str = TOKEN, **fields: str) -> TestResponse:
        form = {"AccountSid": SID, "CallSid": self.call.sid, "From": self.call.sender}
        form |= {"To": self.call.to, "Direction": "outbound-api"} | fields
        return self.client.post(path, data=form, headers=sign(path, form, token))

    @property
    def is_asked(self) -> bool:
        return self.document.find("Gather") is not None

    def _listen(self, answer: TestResponse) -> str:
        assert (answer.status_code, answer.mimetype) == (200, "text/xml"), answer.text
        self.document = fromstring(answer.text)  # noqa: S314 -- our own answer
        said = " ".join(each.text or "" for each in self.document.iter("Say"))
        self.heard.append(said)
        return said

    @staticmethod
    def path_of(address: str) -> str:
        assert address.startswith(PUBLIC)
        parts = urlsplit(address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
