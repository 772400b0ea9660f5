"""Workers killed in the middle of their work, on a real PostgreSQL: `make chaos`.

Everything that was reported done to a worker must be in the database afterwards, once and complete.
"""
