"""Coverage is measured on tests of what parts do: measuring adds about a third to a test's time."""

from collections.abc import Generator

import pytest

UNMEASURED = ("architecture", "browser", "exhaustive", "journeys", "performance", "security")


class Measured:
    """Pauses coverage, if it is on, around each test of another kind, including its fixtures."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator:
        coverage = item.config.pluginmanager.getplugin("_cov")
        meter = coverage and coverage.cov_controller
        if not meter or not any(map(item.get_closest_marker, UNMEASURED)):
            return (yield)
        meter.pause()
        try:
            return (yield)
        finally:
            meter.resume()
