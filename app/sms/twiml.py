"""TwiML: what Twilio is told to say in a call (twilio.com/docs/voice/twiml)."""

from xml.etree.ElementTree import Element, SubElement, tostring

from app.services.speech import Next, Speech

#: How long a key is waited for after the last word.
KEY_SECONDS = 8
PAUSE_SECONDS = 1
#: How long the call is silent before it looks what came of a key.
LOOK_SECONDS = 2


def said_in_call(speech: Speech, next_address: str) -> bytes:
    """The document that says it, and then brings the key to ``next_address``, looks there what
    came of it, or hangs up."""
    response = Element("Response")
    if speech.next is Next.LOOKS:
        _say(response, speech)
        SubElement(response, "Pause", length=str(LOOK_SECONDS))
        SubElement(response, "Redirect", method="POST").text = next_address
    elif speech.next is Next.ASKS:
        SubElement(response, "Pause", length=str(PAUSE_SECONDS))
        _say(_gather(response, next_address), speech)
    else:
        SubElement(response, "Pause", length=str(PAUSE_SECONDS))
        _say(response, speech)
        SubElement(response, "Hangup")
    document: bytes = tostring(response, encoding="utf-8", xml_declaration=True)
    return document


def _gather(response: Element, next_address: str) -> Element:
    """Silence is brought there too, as no key."""
    return SubElement(
        response,
        "Gather",
        input="dtmf",
        numDigits="1",
        timeout=str(KEY_SECONDS),
        action=next_address,
        method="POST",
        actionOnEmptyResult="true",
    )


def _say(parent: Element, speech: Speech) -> None:
    for sentence in speech.sentences:
        said = SubElement(parent, "Say", language=speech.spoken.locale, voice=speech.spoken.voice)
        said.text = sentence
