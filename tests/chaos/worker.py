"""One application worker: a process that acts until it is stopped or killed."""

import logging
import random
import signal
from pathlib import Path
from threading import Event

from django.db import connection

from clinic_hours.core.domain.errors import HoursError
from clinic_hours.core.services import transaction

from .acts import Acts
from .diary import Diary, left_open
from .school import School


def work(number: int, life: int, folder: Path, seed: str, control: bool) -> None:
    logging.disable(logging.INFO)
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if control:
        without_transactions()
    acts = Acts(School.find(), random.Random(f"{seed} {number} {life}"))
    before = folder / f"{number}-{life - 1}.diary"
    # A person who gets no response sends the form again.
    act = (left_open(before) if before.exists() else None) or acts.choose()
    diary = Diary(folder / f"{number}-{life}.diary")
    diary.write(ready=True)
    while not stopped.is_set():
        diary.write(**act)
        try:
            result = acts.perform(act)
        except HoursError as refusal:
            diary.write(told=type(refusal).__name__)
        except Exception as error:  # any other error reaching a person is a violation
            diary.write(surprise=f"{act['begins']}: {type(error).__name__}: {error}")
            connection.close()
        else:
            diary.acknowledge(result) if result else diary.write(told="nothing to do")
        act = acts.choose()
    connection.close()


def without_transactions() -> None:
    """Commit each statement separately, as a control: this should show damage after a crash."""
    transaction.once = lambda service, *args, **kwargs: service(*args, **kwargs)
