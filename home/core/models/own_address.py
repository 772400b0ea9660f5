"""Pages may only use addresses that nothing else on the site answers."""

from django.core.exceptions import ValidationError

from home.core.panels.page_form import PageCopyForm, PageForm
from home.core.reserved_addresses import TAKEN, is_taken

from .bases import PagePart


class HasOwnAddress(PagePart):
    """Mixin for every page type: rejects an address at which the page would be unreachable.

    A form shows the error at the slug, a translation at the slug's segment.
    """

    base_form_class = PageForm
    copy_form_class = PageCopyForm
    title_is_a_name = False  # of a person: the forms then accept no invisible characters in it

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent()
        if parent and is_taken(self.slug, parent):
            raise ValidationError({"slug": TAKEN})
