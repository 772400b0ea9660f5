"""What the ledger adds to the wings below it."""

from clinic_hours.core.forms.wording import add_findings
from clinic_hours.ledger.forms.clock import FINDINGS

add_findings(FINDINGS)
