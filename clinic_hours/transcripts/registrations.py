"""What transcripts add to the wings below them: their part of the audit."""

from clinic_hours.sessions.selectors.audit.checks import audit_also
from clinic_hours.transcripts.selectors.order import out_of_order

from .models import Revocation, Transcript

audit_also(Transcript, Revocation, check=out_of_order)
