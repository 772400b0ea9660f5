"""Recompute the record. Exit 0 and one line, or exit 1 and the first thing that is wrong."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from clinic_hours.selectors.audit import audit_ledger


class Command(BaseCommand):
    help = _("Recompute every hash, number and balance of the hour ledger.")

    def handle(self, *args, **options) -> None:
        report = audit_ledger(self.show_progress if self.stderr.isatty() else None)
        if report.damage:
            raise CommandError(f"ledger damaged: {report.damage}")
        self.stdout.write(f"ledger ok: {report.entries} entries, root {report.root}")

    def show_progress(self, entries: int) -> None:
        self.stderr.write(f"\r{entries:,}", ending="")
