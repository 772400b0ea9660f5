"""What the accounts add to the wings: accounts for newcomers, and the state of invitations."""

from clinic_hours.people.selectors.invitations import read_invitations_with
from clinic_hours.people.services.accounts import make_accounts_with

from .selectors import invitations_of
from .services import newcomers

make_accounts_with(newcomers)
read_invitations_with(invitations_of)
