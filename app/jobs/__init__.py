"""What workers run: thin tasks over the services, the worker itself, and the clock."""
