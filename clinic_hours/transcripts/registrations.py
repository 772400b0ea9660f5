"""What transcripts add to the wings below them: their part of the audit."""

from clinic_hours.ledger.selectors.audit.projections import audit_also
from clinic_hours.transcripts.selectors.audit import TranscriptsProjection

audit_also(TranscriptsProjection)
