"""A large week in parts, solved anywhere, joined and proven. Only ``solving`` loads the solver."""
