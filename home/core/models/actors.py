"""Who acts, for annotations: no room knows the site's own class of users."""

from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser

if TYPE_CHECKING:
    from django.contrib.auth.models import _AnyUser, _User

    Person: TypeAlias = _User  # somebody with an account
    Actor: TypeAlias = _AnyUser  # whoever asks: a person, or nobody in particular
else:
    Actor = Person = AbstractBaseUser
