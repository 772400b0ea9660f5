"""Mail settings from a mail server's URL."""

OUTBOX = "home.mail.services.mail_backend.OutboxBackend"


def by_way_of_the_outbox(config: dict) -> dict:
    """Return Django's settings for a mail server: all mail goes to the outbox, and the worker sends it."""
    return {**config, "EMAIL_BACKEND": OUTBOX, "OUTBOX_SENDS_WITH": config["EMAIL_BACKEND"]}
