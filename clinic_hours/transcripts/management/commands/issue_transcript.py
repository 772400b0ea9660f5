"""Issue a transcript from the shell on behalf of a coordinator."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.ledger.signatures import KeyFileProblem
from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.documents.checked import Unreliable
from clinic_hours.transcripts.documents.issuing import TRY_AGAIN, issue_transcript
from clinic_hours.transcripts.documents.signing import CertificateProblem
from clinic_hours.transcripts.services.transcripts import Outdated


class Command(BaseCommand):
    help = _("Issue a transcript for an enrollment and print its code and address.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "enrollment", metavar="ENROLLMENT", help=_("enrollment ID or student number")
        )
        parser.add_argument(
            "--as",
            dest="email",
            required=True,
            help=_("email address of the coordinator issuing it"),
        )

    def handle(self, *args: Any, enrollment: str, email: str, **options: Any) -> None:
        actor = get_user_model().objects.filter(email__iexact=email).first()
        if actor is None:
            raise CommandError(_("No one has the email address %(email)s.") % {"email": email})
        try:
            transcript = issue_transcript(actor=actor, enrollment=enrollment_of(enrollment))
        except NotAllowed as error:
            raise CommandError(
                _("Only a coordinator can issue transcripts, and never their own.")
            ) from error
        except Outdated as error:
            raise CommandError(str(TRY_AGAIN)) from error
        except (KeyFileProblem, CertificateProblem, Unreliable) as problem:
            raise CommandError(str(problem)) from problem
        except Refused as refusal:
            raise CommandError(sentence_of(refusal.findings[0])) from refusal
        self.stdout.write(transcript.code)
        self.stdout.write(f"{settings.SITE_URL}/verify/{transcript.code}/")


def enrollment_of(text: str) -> Enrollment:
    """Return the only enrollment with that id or student number."""
    which: dict[str, str | UUID] = {"student_number": text}
    with suppress(ValueError):
        which = {"public_id": UUID(text)}
    found = list(Enrollment.objects.filter(**which)[:2])
    if not found:
        raise CommandError(_("Enrollment %(what)s does not exist.") % {"what": text})
    if len(found) > 1:
        raise CommandError(
            _("%(what)s has more than one enrollment. Use the enrollment ID.") % {"what": text}
        )
    return found[0]
