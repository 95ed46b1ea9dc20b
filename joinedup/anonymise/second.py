"""A second process for what can be worked out beside the rest, and none where there cannot be one.

Its jobs are those of :class:`joinedup.anonymise.jobs.Jobs`, one after the other. It is begun anew,
by our own module: what the caller's own program does when it is imported is not done twice. It
reads nothing but what it is handed and the pack, and writes nothing to the disk. Where it cannot be
begun, or ends before it should, its jobs are done in the first process: then all takes longer.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Concatenate, ParamSpec, TypeVar

from graphdb.model import CaseRecords
from joinedup.anonymise.jobs import Jobs

_Args = ParamSpec("_Args")
_T = TypeVar("_T")
_Job = Callable[Concatenate[Jobs, _Args], _T]

#: From so many rows on a second process is sooner done than it takes to begin it.
LEAST_ROWS = 1_500
#: It finds our modules where the first process found them.
_BEGIN = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from joinedup.anonymise.second import serve; serve()"
)


class Here:
    """Does every job in this process, when its result is wanted.

    Parameters
    ----------
    jobs
        The jobs, once it is known what they are about.
    """

    apart = False

    def __init__(self, jobs: Jobs | None = None) -> None:
        self._jobs = jobs

    def begin(self, original: CaseRecords) -> None:
        """Take in the case that the jobs are about."""
        self._jobs = Jobs(original)

    def ask(
        self, job: _Job[_Args, _T], *args: _Args.args, **kwargs: _Args.kwargs
    ) -> Callable[[], _T]:
        """Ask for a job; return what gives its result. Results are fetched in the order asked."""
        assert self._jobs is not None
        jobs = self._jobs
        return lambda: job(jobs, *args, **kwargs)


class Apart:
    """Has every job done by a second process, from when it is asked for."""

    apart = True

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-P", "-c", _BEGIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._original: CaseRecords | None = None
        self._asked: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = []
        self._results: list[Any] = []
        # what is handed over may be large, and the second still busy: nobody waits for that
        self._to_send: queue.SimpleQueue[object] = queue.SimpleQueue()
        threading.Thread(target=self._send, daemon=True, name="joinedup-second").start()
        self._to_send.put(sys.path)

    def _send(self) -> None:
        stream = self._process.stdin
        assert stream is not None
        # one that has ended is met where its result is waited for
        with contextlib.suppress(OSError, ValueError):
            while (what := self._to_send.get()) is not _NO_MORE:
                pickle.dump(what, stream, pickle.HIGHEST_PROTOCOL)
                stream.flush()

    def begin(self, original: CaseRecords) -> None:
        """Hand over the case that the jobs are about."""
        self._original = original
        self._to_send.put(original)

    def ask(
        self, job: _Job[_Args, _T], *args: _Args.args, **kwargs: _Args.kwargs
    ) -> Callable[[], _T]:
        """Ask for a job; return what waits for its result."""
        number = len(self._asked)
        self._asked.append((job, args, kwargs))
        self._to_send.put((job.__name__, args, kwargs))
        return lambda: self._result(number)

    def _result(self, number: int) -> Any:  # noqa: ANN401 - of any job
        while len(self._results) <= number:
            done, result = self._received()
            if not done:
                self._do_all_here()
                break
            self._results.append(result)
        return self._results[number]

    def _received(self) -> tuple[bool, Any]:
        stream = self._process.stdout
        assert stream is not None
        try:
            return pickle.load(stream)  # type: ignore[no-any-return]  # noqa: S301 - of our own
        except (EOFError, OSError, pickle.UnpicklingError):
            return False, None

    def _do_all_here(self) -> None:
        """Do every job once more in this process: what went wrong there goes wrong for who asks.

        All of them, as each goes on from those before.
        """
        assert self._original is not None
        jobs = Jobs(self._original)
        self._results = [job(jobs, *args, **kwargs) for job, args, kwargs in self._asked]

    def end(self) -> None:
        """End the second process, whatever it does."""
        self._to_send.put(_NO_MORE)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()


_NO_MORE = object()


@contextmanager
def second(rows: int) -> Iterator[Here | Apart]:
    """Give what does the jobs of a case: a second process where it is large and there can be one.

    Parameters
    ----------
    rows
        How many the case has.
    """
    found = _apart() if rows >= LEAST_ROWS and _cores() > 1 else None
    if found is None:
        yield Here()
        return
    try:
        yield found
    finally:
        found.end()


def _apart() -> Apart | None:
    try:
        return Apart()
    except OSError:  # a program that may start no other
        return None


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# -- in the second process ---------------------------------------------------------------


def serve() -> None:
    """Do jobs as they are asked for on standard input, until it ends."""
    # the first process tells when to stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what is derived makes no cycles, and all of it goes with the process
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with contextlib.suppress(EOFError, OSError):
        jobs = Jobs(_next(asked))
        while True:
            name, args, kwargs = _next(asked)
            pickle.dump(_done(jobs, name, args, kwargs), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _next(stream: IO[bytes]) -> Any:  # noqa: ANN401 - the first says which
    return pickle.load(stream)  # noqa: S301 - the first process alone has the other end


def _done(
    jobs: Jobs, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[bool, object]:
    try:
        return True, getattr(jobs, name)(*args, **kwargs)
    except Exception:  # the first process does it again, and says what is wrong
        return False, None


__all__ = ["LEAST_ROWS", "Apart", "Here", "second"]
