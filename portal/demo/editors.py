"""Who writes the public site: a writer, and the content editor who reviews and publishes.

Wagtail brings both groups and the review between them; what concerns the whole site is added here.
"""

from django.contrib.auth.models import Group, Permission

from portal.accounts.models import User

SITE_EDITORS = "Site editors"
SITE_RIGHTS = ("change_sitesettings", "add_redirect", "change_redirect", "delete_redirect")


def load_editors(people: dict[str, User]) -> None:
    writers, reviewers = Group.objects.get(name="Editors"), Group.objects.get(name="Moderators")
    site_editors, _ = Group.objects.get_or_create(name=SITE_EDITORS)
    rights = Permission.objects.filter(codename__in=SITE_RIGHTS)
    site_editors.permissions.add(*rights)
    people["wren@palmetto.test"].groups.add(writers)
    people["edie@palmetto.test"].groups.add(reviewers, site_editors)
