"""Check a transcript's JSON, as anyone can who has the one file verify_transcript.py. Needs no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.verify_transcript import MAX_BYTES, SENTENCES, verify


class Command(BaseCommand):
    help = _("Check a transcript's JSON: signatures, proofs and sums.")
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--keys",
            metavar="FILE",
            type=Path,
            help=_("the keys that the school has published: its practicum-keys.json"),
        )

    def handle(self, *args, file: Path, keys: Path | None, **options) -> None:
        steps = verify(read(file), chain_in(keys) if keys else None)
        for step in steps:
            said = _(SENTENCES[step.code]).format(**step.params)
            self.stdout.write(f"{'ok' if step.ok else 'FAILED':<7}{said}")
        if not steps[-1].ok:
            raise CommandError(_("This is not a transcript as the school signed it."))


def read(path: Path) -> bytes:
    """Return the file, or one byte more of it than any transcript has."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from error


def chain_in(path: Path) -> list[dict]:
    try:
        return [key["practicum"] for key in json.loads(read(path))["keys"]]
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(_("%(file)s is no list of keys.") % {"file": path}) from error
