"""The rules of the pool: plain Python, no Flask, no SQLAlchemy, no clock."""
