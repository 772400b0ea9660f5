"""The people of the office, by what they may do."""

from django.contrib.auth.models import Permission

from tests.factories.people import UserFactory

ADMIN = "/admin/"  # Wagtail leads back there, with a sentence, whoever may not


def person_who_may(*codenames: str):
    user = UserFactory(is_staff=True, email=f"{codenames[0]}@palmetto.test")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user
