from .invitations import Invitation
from .user import User, UserManager

__all__ = ["Invitation", "User", "UserManager"]
