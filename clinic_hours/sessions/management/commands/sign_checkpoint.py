"""Sign the current ledger. Run it once a day and store its output elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.signatures import KeyFileProblem


class Command(BaseCommand):
    help = _("Sign a checkpoint of the ledger and print it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            checkpoint = sign_checkpoint()
        except KeyFileProblem as problem:
            raise CommandError(str(problem)) from problem
        except Refused as refusal:
            raise CommandError(sentence_of(refusal.findings[0])) from refusal
        self.stdout.write(checkpoint.note if checkpoint else _("The ledger has no entries yet."))
