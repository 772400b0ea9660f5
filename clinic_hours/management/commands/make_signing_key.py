"""Make the private key that the ledger is signed with."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.signatures import ensure_demo_key, new_key, write_key_file


class Command(BaseCommand):
    help = _("Make an Ed25519 signing key in a file that only its owner may read.")
    requires_system_checks: list = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default=settings.SIGNING_KEY_FILE, type=Path)
        parser.add_argument(
            "--demo",
            action="store_true",
            help=_("where there is no key yet, write the demo's: production refuses it"),
        )

    def handle(self, *args, file: Path, demo: bool, **options) -> None:
        if demo:
            ensure_demo_key(Path(file))
            return
        key = new_key()
        try:
            write_key_file(Path(file), key)
        except FileExistsError:
            raise CommandError(
                _("There is a key in %(file)s already. It is not overwritten.") % {"file": file}
            ) from None
        self.stdout.write(key.id)
