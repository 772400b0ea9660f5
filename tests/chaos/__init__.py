"""Workers that are killed in the middle of their work, on a real PostgreSQL: `make chaos`.

What a worker was told is done must be there afterwards, once, and whole.
"""
