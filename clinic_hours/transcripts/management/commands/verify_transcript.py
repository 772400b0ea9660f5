"""Check a transcript's JSON, as anyone can with just verify_transcript.py. Needs no database."""

from types import SimpleNamespace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.transcripts.verify_transcript import (
    WRONG_USE,
    Unusable,
    add_options,
    report,
    spell_out_letters_that_a_console_lacks,
)


class Verdict(SystemExit):
    """The command's exit status. Any other SystemExit comes from the parser."""


class Command(BaseCommand):
    help = _("Verify a transcript's JSON: signatures, proofs and totals.")
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_options(parser, _)

    def run_from_argv(self, argv: list[str]) -> None:
        """Exit as the script does: the parser's status of 2 would be taken for UNKNOWN."""
        spell_out_letters_that_a_console_lacks()
        try:
            super().run_from_argv(argv)
        except Verdict:
            raise
        except SystemExit as left:
            raise SystemExit(left.code and WRONG_USE) from None

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status, lines = report(SimpleNamespace(**options), _)
        except Unusable as error:
            sentence, path, reason = error.args
            said = _(sentence).format(file=path, reason=reason)
            raise CommandError(said, returncode=WRONG_USE) from None
        for line in lines:
            self.stdout.write(line)
        raise Verdict(status)
