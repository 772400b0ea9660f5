"""Replace the key that signs the ledger. Earlier signatures stay valid."""

from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import is_aware, make_aware, now
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.ledger.services.rotation import finish_rotation, rotate_signing_key
from clinic_hours.ledger.signatures import KeyFileProblem


def day_or_moment(text: str) -> datetime:
    """Return a moment, or the beginning of a day at the school. Raises ArgumentTypeError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            _("“%(text)s” is not a date. Write it like 2026-11-23.") % {"text": text}
        ) from error
    moment = moment if is_aware(moment) else make_aware(moment)
    if moment > now():
        raise ArgumentTypeError(_("%(text)s is in the future.") % {"text": text})
    return moment


class Command(BaseCommand):
    help = _(
        "Create a new signing key, endorsed by the current one, and write it to SIGNING_KEY_FILE."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--compromised-since",
            metavar="DATE",
            type=day_or_moment,
            help=_("the day, or the moment, since which someone else may have had the old key"),
        )

    def handle(self, *args: Any, compromised_since: datetime | None, **options: Any) -> None:
        try:
            finished = finish_rotation()
            key = finished or rotate_signing_key(compromised_since)
        except KeyFileProblem as problem:
            raise CommandError(str(problem)) from problem
        except Refused as refusal:
            raise CommandError(sentence_of(refusal.findings[0])) from refusal
        facts = {"key": key.pk, "seq": key.first_seq}
        if not finished:
            self.stdout.write(_("Key %(key)s signs entries starting with %(seq)s.") % facts)
            return
        self.stdout.write(
            _(
                "An earlier run had not put its key in SIGNING_KEY_FILE. It is there now: "
                "key %(key)s signs entries starting with %(seq)s. No other key was created; run "
                "this again if you need one."
            )
            % facts
        )
        if compromised_since:
            self.stdout.write(
                _("This run did not record --compromised-since. The earlier run recorded its own.")
            )
