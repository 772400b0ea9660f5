from . import enquiries, events, mail, newsletter, pages, site

__all__ = ["enquiries", "events", "mail", "newsletter", "pages", "site"]
