"""READ: who was invited and has not joined yet. The portal, which sends invitations, registers it."""

from collections.abc import Callable, Collection, Mapping

from clinic_hours.people.domain.invitations import Invited

Reader = Callable[[Collection[int]], Mapping[int, Invited]]
READERS: list[Reader] = []


def read_invitations_with(reader: Reader) -> None:
    """Register who knows the invitations. Called while Django starts."""
    READERS[:] = [reader]


def invitations_of(people: Collection[int]) -> Mapping[int, Invited]:
    """Return the newest invitation of each of these accounts that has one, by the account's key."""
    (reader,) = READERS
    return reader(people)
