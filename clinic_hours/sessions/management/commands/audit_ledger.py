"""Recompute the record. Exit 0 with one line, or exit 1 with the first problem."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.ledger.selectors.audit import audit_ledger


class Command(BaseCommand):
    help = _("Recompute every hash, signature, number and balance in the hour ledger.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkpoint",
            metavar="FILE",
            action="append",
            default=[],
            type=Path,
            help=_(
                "a checkpoint saved elsewhere that this ledger must begin with; can be repeated"
            ),
        )

    def handle(self, *args: Any, checkpoint: list[Path], **options: Any) -> None:
        report = audit_ledger(
            self.show_progress if self.stderr.isatty() else None,
            checkpoints={str(path): read(path) for path in checkpoint},
        )
        if report.warning:
            self.stderr.write(self.style.WARNING(report.warning))
        if report.damage:
            raise CommandError(f"ledger damaged: {report.damage}")
        self.stdout.write(f"ledger ok: {report.entries} entries, root {report.root}")

    def show_progress(self, entries: int) -> None:
        self.stderr.write(f"\r{entries:,}", ending="")


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error}
        ) from error
