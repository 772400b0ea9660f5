"""Where the demo's pages come into the tree."""

from wagtail.models import Page


def publish_beneath(parent: Page, page: Page) -> Page:
    """Add a page under another one, which may have grown since it was fetched, and publish it."""
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page
