"""Servers that a test starts, stops or takes away: the site, its worker, databases, mail and caches."""
