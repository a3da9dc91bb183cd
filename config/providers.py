"""The providers of SMS, whole or not at all."""

from config.reading import Reader
from config.settings import AndroidSettings, TwilioSettings

TWILIO_REQUIRED = {
    "TWILIO_ACCOUNT_SID": "the account's SID, AC...",
    "TWILIO_AUTH_TOKEN": "the account's primary auth token",
    "TWILIO_FROM": "a number in E.164 (+381...) or a messaging service SID (MG...)",
}


def read_twilio(reader: Reader) -> TwilioSettings | None:
    """The Twilio account; `None` when no variable of it is set. Half an account is a fault."""
    api_base = reader.web_address("TWILIO_API_BASE")
    secondary = reader.text("TWILIO_AUTH_TOKEN_SECONDARY")
    values = {name: reader.text(name) for name in TWILIO_REQUIRED}
    if not any((*values.values(), api_base, secondary)):
        return None
    reader.faults += [
        f"{name} is not set while other TWILIO_ variables are: set it to {meaning}, or unset "
        "them all for the simulator."
        for name, meaning in TWILIO_REQUIRED.items()
        if not values[name]
    ]
    return TwilioSettings(
        account_sid=values["TWILIO_ACCOUNT_SID"] or "",
        auth_token=values["TWILIO_AUTH_TOKEN"] or "",
        sender=values["TWILIO_FROM"] or "",
        auth_token_secondary=secondary,
        api_base=api_base,
    )


_ANDROID_REQUIRED = {
    "ANDROID_GATEWAY_URL": "the address of the gateway's interface",
    "ANDROID_GATEWAY_LOGIN": "the account's name at the gateway",
    "ANDROID_GATEWAY_PASSWORD": "the account's password at the gateway",
    "ANDROID_GATEWAY_SIGNING_KEY": "the key that the phone signs its webhooks with",
}


def read_android(reader: Reader) -> AndroidSettings | None:
    """The phone that is the second provider; `None` when no variable of it is set."""
    values = {name: reader.text(name) for name in _ANDROID_REQUIRED}
    url = reader.web_address("ANDROID_GATEWAY_URL")
    if not any(values.values()):
        return None
    reader.faults += [
        f"{name} is not set while other ANDROID_GATEWAY_ variables are: set it to {meaning}, or "
        "unset them all."
        for name, meaning in _ANDROID_REQUIRED.items()
        if not values[name]
    ]
    return AndroidSettings(
        url=url or "",
        login=values["ANDROID_GATEWAY_LOGIN"] or "",
        password=values["ANDROID_GATEWAY_PASSWORD"] or "",
        signing_key=values["ANDROID_GATEWAY_SIGNING_KEY"] or "",
    )
