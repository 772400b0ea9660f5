"""A program's groups as its pages show them: what begins next, and what a week looks like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from courses.curriculum.blocks.groups import GroupName, Weekday
from courses.curriculum.domain.calculator import Timetable
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Start:
    """A group's first day. `places_left` is None where the office does not say."""

    first_day: date
    group: str
    places_left: int | None
    timetable: Timetable = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday, and for each group in turn the times at which it meets."""

    name: str
    times: list[list[tuple[time, time]]]


@dataclass(frozen=True, slots=True)
class Week:
    groups: list[str]
    days: list[Day]


def upcoming_starts(groups: Iterable[Any], today: date) -> list[Start]:
    """Return what begins today or later, soonest first."""
    starts = [
        Start(start["first_day"], name_of(group), start["places_left"], timetable_of(group))
        for group in groups
        for start in group.value["starts"]
        if start["first_day"] >= today
    ]
    return sorted(starts, key=lambda start: start.first_day)


def next_start(starts: Sequence[Start]) -> Start | None:
    """Return the first of them that still has a place, or the very first where none has."""
    with_places = (start for start in starts if start.places_left != 0)
    return next(with_places, starts[0] if starts else None)


def next_start_of(groups: Iterable[Any], today: date) -> Start | None:
    """Return the start that readers are invited to; None where none is planned."""
    return next_start(upcoming_starts(groups, today))


def fullest(groups: Iterable[Any]) -> tuple[str, Timetable]:
    """Return the name and the timetable of the group that meets most; neither where none meets."""
    timetables = [(name_of(group), timetable_of(group)) for group in groups]
    return max(timetables, key=lambda each: sum(each[1]), default=("", ()))


def name_of(group: Any) -> str:
    return str(GroupName(group.value["name"]).label)


def timetable_of(group: Any) -> Timetable:
    """Return the minutes for which a group meets from Monday to Sunday; nothing where it never does."""
    minutes = [0] * len(Weekday)
    for meeting in group.value["meets"]:
        minutes[int(meeting["weekday"]) - 1] += length(meeting["starts"], meeting["ends"])
    return tuple(minutes) if any(minutes) else ()


def length(starts: time, ends: time) -> int:
    return (ends.hour - starts.hour) * MINUTES_PER_HOUR + ends.minute - starts.minute


def week_of(groups: Iterable[Any]) -> Week:
    """Return the days on which any group meets, with the times of each."""
    meeting = [group.value for group in groups if group.value["meets"]]
    days = [
        Day(
            str(weekday.label),
            [
                [(m["starts"], m["ends"]) for m in value["meets"] if int(m["weekday"]) == weekday]
                for value in meeting
            ],
        )
        for weekday in Weekday
    ]
    names = [str(GroupName(value["name"]).label) for value in meeting]
    return Week(names, [day for day in days if any(day.times)])
