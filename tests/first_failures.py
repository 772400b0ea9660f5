"""Show why a long run fails before it ends."""

import pytest

SHOWN = 5  # the summary lists all of them


class FirstFailures:
    """Prints the first failures as they happen."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self.terminal = terminal
        self.left = SHOWN

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.left:
            self.left -= 1
            self.terminal.write_line("")
            self.terminal.write_sep("_", report.nodeid, red=True)
            self.terminal.write_line(report.longreprtext)
