"""What the ledger adds to the wings below it."""

from clinic_hours.forms.clock import FINDINGS
from clinic_hours.forms.wording import add_findings

add_findings(FINDINGS)
