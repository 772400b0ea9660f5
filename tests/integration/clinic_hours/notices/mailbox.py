"""Mail as people receive it: written to the outbox, and sent by the worker to a real mail server."""

from email.message import EmailMessage

from django.core.management import call_command

from tests.servers.mail_server import running_mail_server


def received() -> list[EmailMessage]:
    """Run the worker, and return all mail that a mail server then has."""
    with running_mail_server() as server:
        call_command("run_worker", once=True)
        call_command("run_worker", once=True)  # nothing is sent twice
    return server.mailbox


def subject_of(mail: EmailMessage) -> str:
    """Return the subject without the fold of a long header."""
    return " ".join(mail["Subject"].split())
