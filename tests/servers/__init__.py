"""Servers that tests start and stop: the site, its worker, databases, mail and caches."""
