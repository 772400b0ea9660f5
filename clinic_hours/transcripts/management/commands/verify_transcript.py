"""Check a transcript's JSON, as anyone can with just verify_transcript.py. Needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.transcripts.verify_transcript import (
    MARKS,
    SENTENCES,
    VERDICTS,
    WRONG_USE,
    Unusable,
    report,
    spell_out_letters_that_a_console_lacks,
)


class Verdict(SystemExit):
    """The command's exit status. Any other SystemExit comes from the parser."""


class Command(BaseCommand):
    help = _("Verify a transcript's JSON: signatures, proofs and totals.")
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--keys",
            metavar="FILE",
            type=Path,
            help=_("the school's published keys (practicum-keys.json)"),
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """Exit as the script does: the parser's status of 2 would be taken for UNKNOWN."""
        spell_out_letters_that_a_console_lacks()
        try:
            super().run_from_argv(argv)
        except Verdict:
            raise
        except SystemExit as left:
            raise SystemExit(left.code and WRONG_USE) from None

    def handle(self, *args: Any, file: Path, keys: Path | None, **options: Any) -> None:
        try:
            status, steps = report(file, keys)
        except Unusable as error:
            sentence, path, reason = error.args
            said = _(sentence).format(file=path, reason=reason)
            raise CommandError(said, returncode=WRONG_USE) from None
        verdict, meaning = VERDICTS[status]
        self.stdout.write(verdict)
        self.stdout.write(_(meaning))
        for step in steps:
            said = _(SENTENCES[step.code]).format(**step.params)
            self.stdout.write(f"{MARKS[step.ok]:<7}{said}")
        raise Verdict(status)
