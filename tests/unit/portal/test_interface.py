"""What the design system's template tags render."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateDoesNotExist
from django.utils.translation import override

from portal.templatetags import interface


def drawn(source: str, **context) -> str:
    return Template("{% load interface %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (210, "3.50"),
        (0, "0.00"),
        (200, "3.33"),
        (100, "1.67"),
        (7500, "125.00"),
        (-210, "\N{MINUS SIGN}3.50"),
    ],
)
def test_hours_have_two_decimals(minutes, written):
    assert interface.hours(minutes) == written


def test_a_half_hundredth_is_rounded_away_from_zero():
    assert interface.hours(51) == "0.85"
    assert interface.hours(3) == "0.05"
    assert interface.hours(-3) == "\N{MINUS SIGN}0.05"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (210, "3.5"),
        (7500, "125"),
        (600, "10"),
        (6000, "100"),
        (200, "3.33"),
        (0, "0"),
        (738, "12.3"),
    ],
)
def test_short_hours_drop_trailing_zeros(minutes, written):
    assert interface.hours_short(minutes) == written


def test_hours_follow_the_readers_language():
    with override("de"):
        assert interface.hours(210) == "3,50"
        assert interface.hours_short(210) == "3,5"


def test_spanish_hours_are_written_as_in_the_united_states():
    with override("es"):
        assert interface.hours_short(870) == "14.5"
        assert interface.hours_short(2850 * 60) == "2,850"


def test_zero_minutes_are_a_dash():
    assert interface.hours(None) == interface.hours_short(None) == "\N{EN DASH}"


def test_an_icon_is_decoration_unless_it_is_named():
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')
    assert "role=" not in drawn('{% icon "check" %}')
    assert 'role="img" aria-label="Done"' in drawn('{% icon "check" "Done" %}')


def test_an_icons_label_is_escaped():
    assert "<b>" not in drawn('{% icon "check" label %}', label="<b>")


def test_an_unknown_icon_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        interface.icon("no-such-icon")


def test_a_meter_shows_earned_then_pending():
    bar = drawn('{% meter "Hands-on" 3690 5400 420 %}')
    assert 'width="68.33%"' in bar
    assert 'x="68.33%" width="7.778%"' in bar
    assert "61.5 of 90 hours signed off, 7 waiting" in bar


def test_a_meter_never_exceeds_its_maximum():
    bar = drawn('{% meter "Hands-on" 6000 5400 600 %}')
    assert 'width="100%"' in bar
    assert "stripes" not in bar


def test_a_meter_of_nothing_required_is_empty():
    bar = drawn('{% meter "Nothing" 0 0 %}')
    assert "meter__bar" in bar
    assert "<rect" not in bar


def test_lengths_in_drawings_keep_a_decimal_point_in_every_language():
    with override("de"):
        bar = drawn('{% meter "Hands-on" 3690 5400 420 %}')
    assert 'width="68.33%"' in bar
    assert "61,5" in bar


def test_a_rings_pending_part_starts_where_the_earned_part_ends():
    ring = drawn("{% ring 4950 7500 420 %}")
    assert 'stroke-dasharray="66 100"' in ring
    assert 'stroke-dasharray="5.6 100" stroke-dashoffset="-66"' in ring


def test_every_status_has_words_and_an_icon():
    for status in interface.STATUSES:
        badge = drawn("{% status_badge status %}", status=status)
        assert 'data-testid="session-status"' in badge
        assert "<svg" in badge
    assert "Signed off" in drawn('{% status_badge "signed_off" %}')


def test_an_unknown_status_is_an_error_rather_than_a_silent_badge():
    with pytest.raises(KeyError):
        interface.status_badge("lost")


def test_a_finding_says_its_sentence_and_is_escaped():
    badge = drawn('{% finding_badge "blocking" text %}', text="Over <the> limit")
    assert 'data-testid="finding"' in badge
    assert "badge--danger" in badge
    assert "Over &lt;the&gt; limit" in badge


def test_points_are_drawn_from_the_bottom_up():
    assert interface.polyline([(0, 0), (0.5, 0.25), (1, 1)]) == "0,1000 500,750 1000,0"
    assert interface.percent(0.25) == "25%"
    assert interface.percent_down(0.25) == "75%"
    assert interface.thousandth_down(0.25) == "750"


def test_many_pages_leave_gaps():
    page = Paginator(range(200), 10).page(10)
    assert [str(number) for number in interface.page_numbers(page)] == [
        *("1", "…", "9", "10", "11", "…", "20")
    ]
