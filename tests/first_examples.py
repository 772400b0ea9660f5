"""Leave out all but the first example of each parametrized test: pytest --first-example PATH.

For a second engine, where the other examples would send it the same statements again.
"""

import pytest


def add_option(parser: pytest.Parser) -> None:
    parser.addoption(
        "--first-example",
        action="append",
        default=[],
        metavar="PATH",
        help="run only the first example of each parametrized test below PATH",
    )


def repeated(tests: list[str], paths: tuple[str, ...]) -> set[str]:
    """Return which node ids below the paths are not the first of their test."""
    seen: set[str] = set()
    found = set()
    for test in tests:
        name = test.partition("[")[0]
        if name in seen and test.startswith(paths):
            found.add(test)
        seen.add(name)
    return found


def leave_out_repeats(config: pytest.Config, items: list[pytest.Item]) -> None:
    paths = tuple(config.getoption("--first-example"))
    left_out = repeated([item.nodeid for item in items], paths)
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]
