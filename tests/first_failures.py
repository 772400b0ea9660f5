"""Nobody waits for the end of a long run to read why it fails."""

import pytest

SHOWN = 5  # the summary has them all


class FirstFailures:
    """Shows the first failures when they happen."""

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
