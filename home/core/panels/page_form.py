"""The forms in which editors edit and copy pages."""

from typing import Any

from django.core.validators import MaxLengthValidator
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from home.core.fields.names import accept_only_names
from home.core.reserved_addresses import TAKEN, is_taken


class PageForm(WagtailAdminPageForm):
    """A draft may be incomplete; a page submitted for approval may not, since it is published as is.

    Wagtail posts the same data for a preview and for saving, so a preview is held to the same rule.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.title_is_a_name and "title" in self.fields:
            accept_only_names(self.fields["title"])

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
    """Rejects copying a page to an address at which it would be unreachable, and too long a title or slug."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if getattr(self.page.specific_class, "title_is_a_name", False):
            accept_only_names(self.fields["new_title"])
        for name in ("title", "slug"):
            most = Page._meta.get_field(name).max_length
            self.fields[f"new_{name}"].validators.append(MaxLengthValidator(most))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page")
        if slug and is_taken(slug, parent or self.page.get_parent()):
            self.add_error("new_slug", TAKEN)
        return cleaned
