"""What all pages share: the request's actor, time and transaction, errors, headers, context."""
