"""Free time out of what people write."""

import pytest

from selection.matching.times import common_times, times_in

AFTERNOONS = ("fri.pm", "mon.pm", "thu.pm", "tue.pm", "wed.pm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("вторник после 5-го урока, чт", ("thu", "tue.pm")),
        ("по вторникам и четвергам", ("thu", "tue")),
        ("2 часа в неделю, по средам после уроков.", ("wed.pm",)),
        ("вторник, четверг после обеда", ("thu.pm", "tue.pm")),
        ("утром в пн и ср, вечером в пт", ("fri.eve", "mon.am", "wed.am")),
        ("Пн–ср, кроме вторника", ("mon", "wed")),
        ("с понедельника по среду", ("mon", "tue", "wed")),
        ("среда с 14:00; суббота с 9 ч; пт в 18.30", ("fri.eve", "sat.am", "wed.pm")),
        ("во вторник до 12 часов", ("tue.am",)),
        ("не ранее 18 ч в четверг", ("thu",)),
        ("любой день, кроме среды", ("fri", "mon", "thu", "tue")),
        ("не могу в пятницу", ("mon", "thu", "tue", "wed")),
        ("после уроков", AFTERNOONS),
        ("ежедневно после 15.30", AFTERNOONS),
        ("по выходным", ("sat", "sun")),
        ("перед 2 уроком во вторник", ("tue.am",)),
        ("вт утром, вт", ("tue",)),
        ("в среднем 2 часа в неделю, до 3 часов в месяц", ()),
        ("по договорённости", ()),
        ("", ()),
    ],
)
def test_days_and_parts_are_read(text, expected):
    assert times_in(text) == expected


def test_common_time_names_whole_days_and_parts_in_the_order_of_the_week():
    assert common_times(("fri", "mon", "tue"), ("tue.pm", "mon", "wed")) == ("mon", "tue.pm")
    assert common_times(("mon.am",), ("mon.pm",)) == ()
