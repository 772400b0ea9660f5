"""What kiosks add to the wings below them: sentences and kinds of notices."""

from clinic_hours.core.forms.wording import add_findings, add_refusals
from clinic_hours.notices.domain.news import add_kind

from .forms.findings import KIOSK_FINDINGS, KIOSK_REFUSALS
from .forms.news import KIOSK_NEWS

add_findings(KIOSK_FINDINGS)
add_refusals(KIOSK_REFUSALS)
for news in KIOSK_NEWS:
    add_kind(news)
