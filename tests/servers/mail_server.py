"""A real mail server on a free port, which stores mail and refuses addresses on request."""

import asyncio
import socket
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from django.test import override_settings


class MailServer:
    """The mailbox in order of arrival, and the replies for addresses that it refuses.

    It replies `to_senders` to every sender, and hangs up on mail to one of `hang_ups`, once or, if it
    `goes_away`, for good. It takes `seconds_each` per mail.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.seconds_each = 0.0
        self.mailbox: list[EmailMessage] = []
        self.raw: list[bytes] = []  # the same mail, as received
        self.refusals: dict[str, str] = {}
        self.to_senders = "250 OK"
        self.hang_ups: set[str] = set()
        self.goes_away = False
        self.door: Server | None = None

    async def handle_MAIL(self, server, session, envelope, address, options) -> str:
        envelope.mail_from = address
        return self.to_senders

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.hang_ups & {*envelope.rcpt_tos}:
            self.hang_ups -= {*envelope.rcpt_tos}
            if self.goes_away:
                self.door.close()
            server.transport.abort()
            return "421 Gone"
        await asyncio.sleep(self.seconds_each)
        self.raw.append(envelope.content)
        self.mailbox.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def mail_to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mailbox if mail["To"] == address]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """Serve on 127.0.0.1, and make Django send through it."""
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    server.door = controller.server
    try:
        with override_settings(
            OUTBOX_SENDS_WITH="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=server.port,
        ):
            yield server
    finally:
        controller.stop()
