"""Pages stand at addresses of their own, where nothing else of the site answers."""

from django.core.exceptions import ValidationError

from home.core.panels.page_form import PageCopyForm, PageForm
from home.core.reserved_addresses import TAKEN, is_taken

from .bases import PagePart


class HasOwnAddress(PagePart):
    """Every kind of page: refuses an address at which nobody would find it, whoever writes it there.

    A form shows the refusal beside the address, a translation beside the word for it.
    """

    base_form_class = PageForm
    copy_form_class = PageCopyForm

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent()
        if parent and is_taken(self.slug, parent):
            raise ValidationError({"slug": TAKEN})
