"""Why the office's changes are refused, as sentences for the reasons of NotAllowed."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "requirement_set_not_published": _("This edition is not published yet."),
    "requirement_set_of_another_program": _(
        "This edition belongs to a different program than the cohort."
    ),
    "enrollment_not_active": _("Only an active enrollment can be completed."),
    "requirements_not_met": _("Not all requirements are met yet. See the student's record."),
    "account_deactivated": _(
        "The account with this address is deactivated. Find it under People and reactivate it first."
    ),
    "already_an_instructor": _(
        "This person is already an instructor. Add the license on the person's page under People."
    ),
    "file_not_accepted": _("This is not a PDF, JPEG or PNG file. Choose one of those."),
    "own_document": _("You can't check a document about yourself. Ask a colleague."),
    "joined": _("This person has already set up the account."),
    "not_to_be_renamed": _("Only an administrator can correct this name."),
    "not_to_be_deactivated": _("You can't deactivate or reactivate this account."),
}
