"""Assign interpreters and mediators to seats: a library of plain data in and plain data out.

``scheduler.problem`` and ``scheduler.plan`` are the types and their JSON, ``scheduler.check`` is
the independent referee, ``scheduler.solve`` the solver (the only part that loads OR-Tools).
"""
