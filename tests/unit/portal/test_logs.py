"""LOG_FORMAT=json: one object per line, for log collectors."""

import copy
import json
import logging
import logging.config
import sys

import pytest
from django.conf import settings


@pytest.fixture
def written():
    """Return a function that logs a record and returns the output parsed as JSON."""
    config = copy.deepcopy(settings.LOGGING["formatters"]["json"])
    formatter = logging.config.DictConfigurator({}).configure_formatter(config)

    def write(message: str, *args, **details) -> dict:
        record = logging.getLogger("practicum").makeRecord(
            "practicum", logging.WARNING, __file__, 1, message, args, **details
        )
        record.created = 1795986155.25
        line = formatter.format(record)
        assert "\n" not in line
        return json.loads(line)

    return write


def test_a_line_has_its_time_severity_source_and_message(written):
    assert written("Mail %s was not sent to %s", 7, "Lucía", exc_info=None) == {
        "at": "2026-11-29T21:02:35.250000+00:00",
        "level": "WARNING",
        "logger": "practicum",
        "message": "Mail 7 was not sent to Lucía",
    }


def test_an_error_includes_its_traceback(written):
    try:
        raise ValueError("too long")
    except ValueError:
        line = written("It failed", exc_info=sys.exc_info())
    assert line["exception"].startswith("Traceback")
    assert line["exception"].endswith("ValueError: too long")


def test_a_request_is_logged_without_its_query_string(written, rf):
    details = {"status_code": 404, "request": rf.get("/search/?q=my+back+hurts")}
    line = written("Not Found: %s", "/search/", exc_info=None, extra=details)
    assert line["status_code"] == 404
    assert "request" not in line
