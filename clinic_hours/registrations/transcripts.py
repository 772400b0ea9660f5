"""What transcripts add to the wings below them: their part of the audit."""

from clinic_hours.models import Revocation, Transcript
from clinic_hours.selectors.audit.checks import audit_also
from clinic_hours.selectors.transcript_order import out_of_order

audit_also(Transcript, Revocation, check=out_of_order)
