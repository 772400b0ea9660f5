"""Asking why a session is logged late."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainTextField

LATE_REASON_LIMIT = 500


class LateForm(ReasonForm):
    """`asks_why_late` says whether the page shows the field: the rules decide whether a session is late."""

    late_reason = PlainTextField(
        label=_("Why is it logged late?"),
        limit=LATE_REASON_LIMIT,
        rows=2,
        required=False,
        help_text=_("Your instructor will see this, and it stays on the record."),
    )
    is_late = False

    @property
    def asks_why_late(self) -> bool:
        answer = self["late_reason"]
        return self.is_late or bool(answer.errors) or bool(answer.value())
