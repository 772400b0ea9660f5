from . import events, registered_pages

__all__ = ["events", "registered_pages"]
