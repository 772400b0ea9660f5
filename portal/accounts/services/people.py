"""WRITE: create people directly, for the demo school and imports. Everyone else is invited."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from clinic_hours.people.services.enrollments import rename
from portal.accounts.errors import AlreadyHasAccount
from portal.accounts.models import User


def create_person(
    *,
    email: str,
    display_name: str,
    password: str | None = None,
    is_staff: bool = False,
    is_superuser: bool = False,
    is_verified: bool = True,
) -> User:
    """Return a new person who can sign in at once if their email address counts as verified.

    Without a password they set one through "forgot your password". Raises AlreadyHasAccount, or
    ValidationError for an empty or too long name, or one with invisible characters.
    """
    check_name(display_name)
    try:
        with transaction.atomic():
            user = get_user_model().objects.create_user(
                email,
                password,
                display_name=display_name,
                is_staff=is_staff,
                is_superuser=is_superuser,
            )
            EmailAddress.objects.create(
                user=user, email=user.email, primary=True, verified=is_verified
            )
    except IntegrityError as error:
        raise AlreadyHasAccount from error
    return user


def rename_person(*, user: User, display_name: str) -> User:
    """Change a person's name. Hours keep the name they were signed with; a student's record says the new one.

    Raises ValidationError for an empty or too long name, or one with invisible characters.
    """
    check_name(display_name)
    if display_name != user.display_name:
        rename(user, display_name)
    return user


def keep_phone(*, user: User, phone: str) -> None:
    """Keep the number that a person gives, or forget it."""
    User.objects.filter(pk=user.pk).update(phone=phone)


def check_name(display_name: str) -> None:
    """Raise ValidationError unless this can be the name of an account."""
    User._meta.get_field("display_name").clean(display_name, None)
