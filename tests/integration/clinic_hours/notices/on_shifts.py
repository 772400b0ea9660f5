"""Everything that people can be told of about shifts.

All are from 2 to 6 pm: tomorrow, one without instructor on Thursday, the others next Monday.
"""

from dataclasses import dataclass, replace
from datetime import time, timedelta

from clinic_hours.attendance.services.closing import Answers, close_shift
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.attendance.services.outcomes import change_outcome
from clinic_hours.people.models import ClinicSite, Enrollment, Supervisor
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.planning.previews import preview_of, values_of
from clinic_hours.shifts.services.booking import assign, give_up, take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.changes import change_shift
from clinic_hours.shifts.services.covers.absences import agree_absence, announce_absence
from clinic_hours.shifts.services.covers.taking import give_back, refuse_cover
from clinic_hours.shifts.services.covers.vacancies import ask_all_instructors
from clinic_hours.shifts.services.planning import undo_batch
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from home.core.models.actors import Person
from tests.factories.clinic import NOW, TODAY
from tests.factories.shifts import (
    agreed,
    at,
    booked,
    covered_by,
    planned,
    planned_series,
    punched,
    wanted,
)

NEAR = NOW + timedelta(days=6, hours=12)  # past the cut-off


@dataclass(frozen=True)
class OnShifts:
    """Lucía, Ana and Bob study, Rosa, Irene, Max and Nia supervise, Cora runs the office."""

    site: ClinicSite
    lucia: Enrollment
    ana: Enrollment
    bob: Enrollment
    rosa: Supervisor
    irene: Supervisor
    max: Supervisor
    nia: Supervisor
    cora: Person

    def everything(self) -> None:
        planned(self.cora, self.rosa, site=self.site, day=TODAY + timedelta(days=1))
        planned(self.cora, None, site=self.site, day=TODAY + timedelta(days=3))
        self.assign_and_withdraw(self.planned(None))
        self.change_and_cancel(self.planned(self.rosa))
        self.refuse(self.planned(self.rosa))
        self.move_the_line(self.planned(self.irene))
        covered, given_back = self.planned(self.nia), self.planned(self.irene)
        self.agree(covered)
        self.give_back(given_back)
        self.stay_away(covered)
        self.forget(given_back)

    def planned(self, lead: Supervisor | None) -> Shift:
        return planned(self.cora, lead, site=self.site, places=1)

    def change_and_cancel(self, shift: Shift) -> None:
        booked(self.lucia, shift)
        booked(self.bob, shift, or_wait=True)
        shift.refresh_from_db()
        plan = replace(values_of(shift.series), room="Room 2")
        digest = preview_of(plan, instead_of=Shift.objects.filter(pk=shift.pk)).digest
        said = {"actor": self.cora, "now": NOW}
        shift = change_shift(**said, shift=shift, version=shift.version, values=plan, digest=digest)
        cancel_shift(**said, shift=shift, version=shift.version, reason="No water.")

    def assign_and_withdraw(self, shift: Shift) -> None:
        """Max is put on a shift and taken off, so all are asked. Another was planned by mistake."""
        said = {"actor": self.cora, "now": NOW}
        duty = assign_instructor(**said, shift=shift, supervisor=self.max)
        withdraw_instructor(**said, duty=duty, reason="Max teaches that day.")
        shift.refresh_from_db()
        ask_all_instructors(**said, shift=shift, version=shift.version)
        shift.refresh_from_db()
        cancel_shift(**said, shift=shift, version=shift.version, reason="Nobody can come.")
        evening = {"start": time(20), "end": time(21)}
        mistaken = planned_series(self.cora, self.rosa, site=self.site, **evening)
        undo_batch(**said, batch=mistaken.batch)

    def refuse(self, shift: Shift) -> None:
        """Lucía does not want Ana to take it, and gives it up."""
        place = booked(self.lucia, shift)
        cover = covered_by(self.ana, wanted(place))
        refuse_cover(actor=self.lucia.student, cover=cover, version=cover.version, now=NOW)
        give_up(actor=self.lucia.student, place=place, now=NOW)

    def move_the_line(self, shift: Shift) -> None:
        """Lucía gives up her place for Ana. Ana is taken off late, so that Bob is asked."""
        place, waiting = booked(self.lucia, shift), booked(self.ana, shift, or_wait=True)
        booked(self.bob, shift, or_wait=True)
        give_up(actor=self.lucia.student, place=place, now=NOW)
        waiting = Place.objects.get(pk=waiting.pk)
        take_off(actor=self.cora, place=waiting, reason="Ana is ill.", now=NEAR)
        duty = shift.duties.get()
        absence = announce_absence(actor=self.irene.user, duty=duty, reason="I am ill.", now=NEAR)
        said = {"actor": self.cora, "version": absence.version, "now": NEAR}
        agree_absence(**said, cover=absence, supervisor=self.max)

    def agree(self, shift: Shift) -> None:
        agreed(covered_by(self.ana, wanted(booked(self.lucia, shift))))

    def give_back(self, shift: Shift) -> None:
        place = assign(actor=self.cora, shift=shift, enrollment=self.bob, now=NOW)
        cover = covered_by(self.lucia, wanted(place))
        give_back(actor=self.lucia.student, cover=cover, version=cover.version, now=NOW)

    def stay_away(self, shift: Shift) -> None:
        """Ana, who took it over, does not come, and is excused later."""
        absent = Place.objects.get(shift=shift, student=self.ana.student, status="booked")
        answers = Answers(absences={absent.pk: "absent"})
        six = at(shift, "18:00")
        close_shift(actor=self.nia.user, shift=shift, answers=answers, now=six)
        said = {"kind": "excused", "reason": "A letter from the court.", "now": six}
        change_outcome(actor=self.cora, place=absent, **said)

    def forget(self, shift: Shift) -> None:
        """Bob does not clock out."""
        punched(self.irene.user, shift, "in", "14:00")
        punched(self.bob.student, shift, "in", "14:00")
        lapse_overdue(at(shift, "22:00"))
