"""An uploaded document: accepted by its content and size, never by its name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from clinic_hours.people.domain.documents import (
    ENDINGS,
    LARGEST,
    LONGEST_BEGINNING,
    media_type_of,
)

MEGABYTE = 1024 * 1024
CHOOSE_AGAIN = _("Choose the file again. A browser doesn't keep it when a form comes back.")


class DocumentField(forms.FileField):
    widget = forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)})
    default_error_messages = {
        "required": _("Choose a file."),
        "empty": _("This file is empty. Choose another one."),
        "large": _("This file is too large. It can have up to %(most)s MB."),
        "type": _("This is not a PDF, JPEG or PNG file. Choose one of those."),
    }

    def __init__(self, **options: Any) -> None:
        text = _(
            "A PDF, JPEG or PNG file of up to 10 MB. Only this person and the clinic office "
            "can open it; auditors can open licenses."
        )
        super().__init__(**{"help_text": text, **options})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > LARGEST:
            most = LARGEST // MEGABYTE
            raise ValidationError(self.error_messages["large"], "large", {"most": most})
        beginning = upload.read(LONGEST_BEGINNING)
        upload.seek(0)
        if not media_type_of(beginning):
            raise ValidationError(self.error_messages["type"], "type")
        return upload


def ask_for_files_again(form: forms.BaseForm) -> None:
    """Say below each file that was chosen in a refused form that it must be chosen again."""
    for name, field in form.fields.items():
        if isinstance(field, DocumentField) and form.files.get(name) and not form.errors.get(name):
            form.add_error(name, CHOOSE_AGAIN)
