"""Lists from files: read, checked row by row, and handed to the services."""
