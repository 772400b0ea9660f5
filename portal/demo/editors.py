"""The site's staff: a writer, an editor, and admissions.

Wagtail provides both groups and the approval workflow; site-wide permissions are added here.
"""

from django.contrib.auth.models import Group, Permission

from portal.accounts.models import User

SITE_EDITORS = "Site editors"
SITE_RIGHTS = (
    *("change_sitesettings", "add_redirect", "change_redirect", "delete_redirect"),
    *("add_storycategory", "change_storycategory", "delete_storycategory"),
    *("add_event", "change_event", "delete_event", "view_registration"),
    *("add_digest", "change_digest", "delete_digest", "view_subscriber", "delete_subscriber"),
    # Records shown on program pages: starts, hours, the rule. Not for writers: records have no approval.
    *("change_program", "change_licensingstandard"),
)
ADMISSIONS = "Admissions"
ADMISSIONS_RIGHTS = (
    *("access_admin", "change_enquiry", "delete_enquiry"),
    *("change_event", "view_registration", "delete_registration"),
    *("view_outgoingmail", "change_outgoingmail"),
    *("view_deadaddress", "add_deadaddress", "change_deadaddress"),
)


def load_editors(people: dict[str, User]) -> None:
    writers, reviewers = Group.objects.get(name="Editors"), Group.objects.get(name="Moderators")
    site_editors = group_with(SITE_EDITORS, SITE_RIGHTS)
    people["wren@palmetto.test"].groups.add(writers)
    people["edie@palmetto.test"].groups.add(reviewers, site_editors)
    people["nora@palmetto.test"].groups.add(group_with(ADMISSIONS, ADMISSIONS_RIGHTS))


def group_with(name: str, codenames: tuple[str, ...]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(*Permission.objects.filter(codename__in=codenames))
    return group
