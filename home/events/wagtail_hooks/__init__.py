from . import events, guests_pages

__all__ = ["events", "guests_pages"]
