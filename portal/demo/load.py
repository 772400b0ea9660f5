"""Load the whole school, in order of dependency."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from home.core.services.renditions import make_renditions

from .clinic import load_clinic
from .correspondence import load_correspondence
from .curriculum import load_curriculum
from .editing import load_editing
from .editors import load_editors
from .indexes import indexed_at_the_end
from .people import load_people
from .site import load_site


def load_school(now: datetime.datetime, say: Callable[[str], None]) -> None:
    """Load what is missing. Histories are dated relative to `now`; `say` is called with each step.

    The curriculum comes before the pages, which link to its programs; the clinic comes last.
    """
    say("People …")
    people = load_people()
    say("Curriculum …")
    requirement_sets = load_curriculum(now)
    say("Pages and pictures …")
    with indexed_at_the_end():
        home = load_site(timezone.localdate(now))
    say("Sizes of the pictures …")
    make_renditions()
    load_editors(people)
    load_editing(home, people, now)
    load_correspondence(people, now)
    say("Clinic histories …")
    load_clinic(people, requirement_sets["massage-therapy"], now, say)
