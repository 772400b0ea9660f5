"""The overlap of sessions that the database itself refuses."""

from clinic_hours.core.models.overlap import NoOverlap
from clinic_hours.sessions.domain.states import LIVE


class SessionsDoNotOverlap(NoOverlap):
    """No two live sessions of one student overlap."""

    sentence = "sessions_of_one_student_do_not_overlap"
    owner = "student_id"
    live = "{{row}}status IN ({states})".format(
        states=", ".join(f"'{each}'" for each in sorted(LIVE))
    )
