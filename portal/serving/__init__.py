"""How `make run` and `make dev` serve the site on one machine."""
