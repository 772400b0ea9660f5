"""Kill the workers at random moments and restart them each time."""

import multiprocessing
import random
import signal
import time
from pathlib import Path

from .diary import ended_in, left_open
from .worker import work

PATIENCE_SECONDS = 420

# Forked, as a server forks its workers: restarts are instant, so most of the time goes to acts.
fork = multiprocessing.get_context("fork")


class Worker:
    def __init__(self, number: int, folder: Path, seed: str, control: bool) -> None:
        self.number, self.folder, self.seed, self.control = number, folder, seed, control
        self.life = 0
        self.start()

    def start(self) -> None:
        self.life += 1
        about = (self.number, self.life, self.folder, self.seed, self.control)
        self.process = fork.Process(target=work, args=about)
        self.process.start()

    def end(self, how: signal.Signals, code: int) -> None:
        """End it. Raises SystemExit if it had already ended by itself."""
        self.process.terminate() if how == signal.SIGTERM else self.process.kill()
        self.process.join()
        if self.process.exitcode != code:
            raise SystemExit(f"Worker {self.number} ended by itself: {self.process.exitcode}.")

    def kill(self) -> bool:
        """Kill it, and return whether that was in the middle of an act."""
        self.end(signal.SIGKILL, -signal.SIGKILL)
        return left_open(self.folder / f"{self.number}-{self.life}.diary") is not None

    def stop(self) -> None:
        self.end(signal.SIGTERM, 0)


def torment(
    workers: list[Worker], folder: Path, seed: str, operations: int, kills: int
) -> tuple[int, int]:
    """Kill workers, spread evenly over the operations. Return how often, and how often during an act."""
    chance, limit, amid = random.Random(seed), time.monotonic() + PATIENCE_SECONDS, 0
    for number in range(1, kills + 2):
        while (done := ended_in(folder)) < operations * number // (kills + 1):
            if time.monotonic() > limit:
                raise SystemExit(f"After {PATIENCE_SECONDS} s only {done} operations were done.")
            time.sleep(0.1)
        print(f"\r{done:>7,} operations, {number - 1} kills", end="", flush=True)
        if number <= kills:
            time.sleep(chance.uniform(0, 0.2))
            worker = chance.choice(workers)
            amid += worker.kill()
            worker.start()
    for worker in workers:
        worker.stop()
    print("\r", end="")
    return kills, amid
