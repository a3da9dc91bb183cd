"""What a failed request means: nothing was sent without a connection, after one perhaps it was."""

from requests.exceptions import ConnectionError as ConnectionFailedError
from requests.exceptions import ConnectTimeout, RequestException
from urllib3.exceptions import MaxRetryError, NewConnectionError

from app.adapters.sms.gateway import BusyError, SmsError, UncertainError


def transport_meaning(error: RequestException) -> SmsError:
    """BusyError where no connection was made, else UncertainError."""
    if isinstance(error, ConnectTimeout):
        return BusyError("no connection")
    if isinstance(error, ConnectionFailedError) and error.args:
        reason = error.args[0]
        if isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError):
            return BusyError("no connection")
    return UncertainError("no answer")
