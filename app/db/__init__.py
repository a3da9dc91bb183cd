"""Models, queries and the unit of work over PostgreSQL."""
