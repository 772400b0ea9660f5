"""`make prove` finds guards and removes exactly those."""

from pathlib import Path

from tests.prove.guards import guards_of

SERVICE = """
def post(row, *, now):
    refuse_before(row.at, now)
    if not rows.filter(pk=row.pk).update(
        size=1
    ):
        raise Conflict
    if row.é and now: raise Refused("é")
    if row.is_new:
        log(row)
        raise Refused
    if row.is_old:
        raise Refused
    else:
        keep(row)
"""


def test_conditions_that_only_raise_and_calls_that_refuse_are_guards():
    found = list(guards_of(Path("services/rows.py"), SERVICE))
    assert [(guard.line, guard.text) for guard in sorted(found, key=lambda each: each.line)] == [
        (3, "refuse_before(row.at, now)"),
        (4, "not rows.filter(pk=row.pk).update( size=1 )"),
        (8, "row.é and now"),
    ]


def test_without_its_guard_a_service_does_everything_else():
    call, update, accent = sorted(
        guards_of(Path("services/rows.py"), SERVICE), key=lambda each: each.line
    )
    assert call.without == SERVICE.replace("refuse_before(row.at, now)", "None")
    assert (
        "if (not rows.filter(pk=row.pk).update(\n        size=1\n    )) and False:"
        in update.without
    )
    assert 'if (row.é and now) and False: raise Refused("é")' in accent.without
