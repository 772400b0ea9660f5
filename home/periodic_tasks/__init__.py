from . import events, mail, newsletter, pages, site

__all__ = ["events", "mail", "newsletter", "pages", "site"]
