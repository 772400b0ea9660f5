"""The log form with something to say beside it: staff enter a session, a student answers a return."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.people.forms.documents import DocumentField

from .review import REASON_LIMIT
from .sessions import SessionForm

EVIDENCE_LIMIT = 200


class ReturnedForm(SessionForm):
    """A returned session, with what the student answers."""

    answer = PlainTextField(
        label=_("Your answer"),
        limit=REASON_LIMIT,
        rows=2,
        required=False,
        help_text=_("Your instructor will see this in the session's history."),
    )


class EnterForm(SessionForm):
    """A session, why the student could not log it, and what shows that it took place."""

    reason = PlainTextField(
        label=_("Why can't the student log it?"),
        limit=REASON_LIMIT,
        help_text=_("This stays on the record, and the student will see it."),
        error_messages={"required": _("Enter the reason. It becomes part of the record.")},
    )
    evidence = PlainTextField(
        label=_("What shows that it took place?"),
        limit=EVIDENCE_LIMIT,
        rows=2,
        required=False,
        help_text=_("For example, the sign-in sheet of that day."),
    )
    document = DocumentField(
        label=_("Copy of the evidence"),
        required=False,
        help_text=_(
            "A PDF, JPEG or PNG file of up to 10 MB. The student, the instructor and the clinic "
            "office can open it, so cover the names of clients."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["late_reason"]  # the reason says it
        self.fields["note"].label = _("Note for the instructor")
        self.fields["note"].help_text = _(
            "What the student worked on. Please don't include client names."
        )
        self.fields["supervisor"].error_messages["required"] = _(
            "Choose the instructor who supervised the session."
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        shown = (cleaned.get("evidence"), cleaned.get("document"))
        if not any(shown) and not self.errors.keys() & {"evidence", "document"}:
            self.add_error(
                "evidence", _("Say what shows that it took place, or attach a copy of it.")
            )
        return cleaned
