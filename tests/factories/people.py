"""People who can sign in. What they may do depends on records built by other factories."""

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

PASSWORD = "a-quiet-room-with-warm-light"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


class EmailAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmailAddress

    verified = True
    primary = True


class UserFactory(factory.django.DjangoModelFactory):
    """A person with a verified address and the password `PASSWORD`.

    With `UserFactory(email_address__verified=False)` the address is not confirmed yet;
    with `UserFactory(email_address=None)` there is none on record.
    """

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@palmetto.test")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)
    email_address = factory.RelatedFactory(
        EmailAddressFactory,
        factory_related_name="user",
        email=factory.SelfAttribute("user.email"),
    )


class StaffFactory(UserFactory):
    """A person who may open the admin."""

    is_staff = True


class SuperuserFactory(StaffFactory):
    is_superuser = True


class AuthenticatorAppFactory(factory.django.DjangoModelFactory):
    """An authenticator app, set up with `TOTP_SECRET`."""

    class Meta:
        model = Authenticator

    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt(TOTP_SECRET)})


class RecoveryCodesFactory(factory.django.DjangoModelFactory):
    """Recovery codes for people who lost the app: `wrap().get_unused_codes()`."""

    class Meta:
        model = Authenticator

    type = Authenticator.Type.RECOVERY_CODES
    data = factory.LazyFunction(lambda: {"seed": encrypt("a-seed-of-codes"), "used_mask": 0})


def person_who_may(*codenames: str):
    """Return an office user who may open the admin and has these permissions."""
    user = StaffFactory(email=f"{codenames[0]}@palmetto.test")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user
