"""Files that a reader may download."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadBlock(StructBlock):
    label = CharBlock(
        label=_("Title"),
        max_length=90,
        help_text=_("The link text. For example: Program sheet."),
    )
    document = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "download"
        label = _("File")


class DownloadsBlock(StreamBlock):
    download = DownloadBlock()
