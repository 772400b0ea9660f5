"""The forms in which editors write a page, and copy one."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from home.core.reserved_addresses import TAKEN, is_taken


class PageForm(WagtailAdminPageForm):
    """A draft may be unfinished; what waits for review may not: it is published as it is.

    Wagtail asks for a preview and for saving in the same words, so a preview waits for it, too.
    """

    def defer_required_fields(self) -> None:
        if not self.instance.workflow_in_progress:
            super().defer_required_fields()

    def clean(self) -> dict[str, Any]:
        """Refuse a taken address to a new page, which cannot ask yet: it has no place in the tree."""
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.instance._state.adding and is_taken(slug, self.parent_page):
            self.add_error("slug", TAKEN)
        return cleaned


class PageCopyForm(CopyForm):
    """Refuses to copy a page to an address at which nobody would find it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page")
        if slug and is_taken(slug, parent or self.page.get_parent()):
            self.add_error("new_slug", TAKEN)
        return cleaned
