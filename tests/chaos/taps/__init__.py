"""A tablet whose connection is cut a thousand times between tap and answer, and which restarts meanwhile."""
