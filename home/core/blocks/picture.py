from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from home.core.fields.pictures import ShownImageBlock


def picture_of_the_library() -> AbstractImage | None:
    """Return a picture for previews, the first in the library; None if the library is empty."""
    return get_image_model().objects.order_by("pk").first()


class PictureBlock(StructBlock):
    picture = ShownImageBlock(label=_("Picture"), looks=("column",))
    caption = CharBlock(
        label=_("Caption"),
        required=False,
        max_length=200,
        help_text=_("Shown under the picture. Say what the picture doesn't: who, where, when."),
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        description = _("A picture the width of the column, with an optional caption.")
        template = "home_core/blocks/picture.html"

    def get_preview_value(self) -> StructValue:
        words = {"caption": "Who or what it shows, where and when."}
        return self.normalize({"picture": picture_of_the_library(), **words})
