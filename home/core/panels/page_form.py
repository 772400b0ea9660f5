"""The forms in which editors edit and copy pages."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from home.core.reserved_addresses import TAKEN, is_taken


class PageForm(WagtailAdminPageForm):
    """A draft may be incomplete; a page submitted for approval may not, since it is published as is.

    Wagtail posts the same data for a preview and for saving, so a preview is held to the same rule.
    """

    def defer_required_fields(self) -> None:
        if not self.instance.workflow_in_progress:
            super().defer_required_fields()

    def clean(self) -> dict[str, Any]:
        """Reject a taken address on a new page, which is not in the tree yet and so cannot check itself."""
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.instance._state.adding and is_taken(slug, self.parent_page):
            self.add_error("slug", TAKEN)
        return cleaned


class PageCopyForm(CopyForm):
    """Rejects copying a page to an address at which it would be unreachable."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page")
        if slug and is_taken(slug, parent or self.page.get_parent()):
            self.add_error("new_slug", TAKEN)
        return cleaned
