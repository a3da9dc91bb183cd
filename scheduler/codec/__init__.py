"""Dataclasses to and from JSON, driven by their type hints; every fault with its path.

A tuple of dataclasses is a table. It may be written as a list of objects or, columnar, as
``{"columns": {"id": [...], ...}}``. Fields that equal their default are left out.
"""
