"""Running the service: health, the operator's commands, the demonstration."""
