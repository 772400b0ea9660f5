"""The acting user, for annotations: rooms do not know the site's own user class."""

from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser

if TYPE_CHECKING:
    from django.contrib.auth.models import _AnyUser, _User

    Person: TypeAlias = _User  # someone with an account
    Actor: TypeAlias = _AnyUser  # whoever makes the request: a person, or an anonymous visitor
else:
    Actor = Person = AbstractBaseUser
