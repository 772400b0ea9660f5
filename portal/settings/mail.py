"""How mail leaves the site, from the address of a mail server."""

OUTBOX = "home.mail.services.mail_backend.OutboxBackend"


def by_way_of_the_outbox(config: dict) -> dict:
    """Return Django's settings for a mail server: everything is written first, and the worker sends it."""
    return {**config, "EMAIL_BACKEND": OUTBOX, "OUTBOX_SENDS_WITH": config["EMAIL_BACKEND"]}
