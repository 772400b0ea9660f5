"""Create the private key that signs the ledger."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.ledger.signatures import ensure_demo_key, new_key, write_key_file


class Command(BaseCommand):
    help = _("Create an Ed25519 signing key in a file that only its owner can read.")
    requires_system_checks: list = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default=settings.SIGNING_KEY_FILE, type=Path)
        parser.add_argument(
            "--demo",
            action="store_true",
            help=_("if there is no key yet, write the demo key, which production refuses"),
        )

    def handle(self, *args: Any, file: Path, demo: bool, **options: Any) -> None:
        if demo:
            ensure_demo_key(Path(file))
            return
        key = new_key()
        try:
            write_key_file(Path(file), key)
        except FileExistsError:
            raise CommandError(
                _("%(file)s already contains a key. It was not overwritten.") % {"file": file}
            ) from None
        self.stdout.write(key.id)
