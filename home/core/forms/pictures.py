"""The library's picture form."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholePictureField(WagtailImageField):
    """Rejects a truncated file, which makes Wagtail's own field crash."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except OSError as error:
            raise ValidationError(self.error_messages["invalid_image"], "invalid_image") from error


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields["file"]
        self.fields["file"] = WholePictureField(
            label=given.label, help_text=given.help_text, widget=given.widget
        )
