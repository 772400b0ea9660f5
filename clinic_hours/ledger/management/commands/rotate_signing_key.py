"""Replace the key that signs the ledger. Earlier signatures stay valid."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.ledger.signatures import KeyFileProblem


class Command(BaseCommand):
    help = _(
        "Create a new signing key, endorsed by the current one, and write it to SIGNING_KEY_FILE."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = rotate_signing_key()
        except KeyFileProblem as problem:
            raise CommandError(str(problem)) from problem
        except Refused as refusal:
            raise CommandError(sentence_of(refusal.findings[0])) from refusal
        self.stdout.write(
            _("Key %(key)s signs entries starting with %(seq)s.")
            % {"key": key.pk, "seq": key.first_seq}
        )
