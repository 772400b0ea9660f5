"""From when on something is late, or a matter for the office. Schools can choose other limits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a school.

    A session that waits for a sign-off is told to its instructor, and later to the office. The three
    numbers about expiring are the days before a license or a document expires. Each default is the
    school's own: no standard on file names a number.
    """

    instructor_days: int = 3
    office_days: int = 5
    far_behind_weeks: int = 6
    not_attended_days: int = 14
    expires_first_days: int = 60
    expires_again_days: int = 30
    expires_last_days: int = 7

    @property
    def expires_days(self) -> tuple[int, int, int]:
        """Return when it is told that a license expires, the shortest time first."""
        return (self.expires_last_days, self.expires_again_days, self.expires_first_days)
