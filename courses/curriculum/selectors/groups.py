"""A program's groups as its pages show them: upcoming starts and the weekly schedule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from courses.curriculum.blocks.groups import GroupName, Weekday
from courses.curriculum.domain.calculator import Timetable
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Start:
    """A group's first day. `places_left` is None if the office doesn't publish it."""

    first_day: date
    group: str
    places_left: int | None
    timetable: Timetable = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday, with the times at which each group meets."""

    name: str
    times: list[list[tuple[time, time]]]


@dataclass(frozen=True, slots=True)
class Week:
    groups: list[str]
    days: list[Day]


def upcoming_starts(groups: Iterable[Any], today: date) -> list[Start]:
    """Return the starts from today on, soonest first."""
    starts = [
        Start(start["first_day"], name_of(group), start["places_left"], timetable_of(group))
        for group in groups
        for start in group.value["starts"]
        if start["first_day"] >= today
    ]
    return sorted(starts, key=lambda start: start.first_day)


def next_start(starts: Sequence[Start]) -> Start | None:
    """Return the first start that still has a place, or the very first if none has."""
    with_places = (start for start in starts if start.places_left != 0)
    return next(with_places, starts[0] if starts else None)


def next_start_of(groups: Iterable[Any], today: date) -> Start | None:
    """Return the start that readers are invited to; None if none is planned."""
    return next_start(upcoming_starts(groups, today))


def fullest(groups: Iterable[Any]) -> tuple[str, Timetable]:
    """Return the name and timetable of the group that meets most; empty if none meets."""
    timetables = [(name_of(group), timetable_of(group)) for group in groups]
    return max(timetables, key=lambda each: sum(each[1]), default=("", ()))


def name_of(group: Any) -> str:
    return str(GroupName(group.value["name"]).label)


def timetable_of(group: Any) -> Timetable:
    """Return a group's minutes per day from Monday to Sunday; empty if it never meets."""
    minutes = [0] * len(Weekday)
    for meeting in group.value["meets"]:
        minutes[int(meeting["weekday"]) - 1] += length(meeting["starts"], meeting["ends"])
    return tuple(minutes) if any(minutes) else ()


def length(starts: time, ends: time) -> int:
    return (ends.hour - starts.hour) * MINUTES_PER_HOUR + ends.minute - starts.minute


def week_of(groups: Iterable[Any]) -> Week:
    """Return the days on which any group meets, with each group's times."""
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
