"""On a second engine, a test runs with all its examples unless its file is listed."""

from tests.first_examples import repeated

TESTS = [
    *("tests/a/test_x.py::test_one[1]", "tests/a/test_x.py::test_one[2]"),
    *(
        "tests/a/test_x.py::test_two",
        "tests/b/test_y.py::test_one[1]",
        "tests/b/test_y.py::test_one[2]",
    ),
]


def test_only_the_first_example_is_left_below_a_listed_path():
    assert repeated(TESTS, ("tests/a",)) == {"tests/a/test_x.py::test_one[2]"}
    assert repeated(TESTS, ("tests/b/test_y.py", "tests/a")) == {TESTS[1], TESTS[4]}


def test_every_example_runs_where_nothing_is_listed():
    assert repeated(TESTS, ()) == set()
