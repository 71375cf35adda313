"""Who reads the documents: this process, processes beside it, or a cluster; to the rest of the run each is an Executor."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread, get_ident
from typing import Any, ParamSpec, TypeVar

from batch.limits import Limits, held, set_up
from errors import ConfigurationError, UsageError

P = ParamSpec("P")
T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
AHEAD = 4
"""Documents handed to each worker before its results are taken."""
LONGEST = 3600.0
"""Seconds after which a worker that its own clock did not end is ended from outside."""


class WorkerEnded(Exception):
    """The process that read a document is no more. Its exit code is as the system gives it, negative for a signal."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Start:
    """What a worker does before its first document, so that no document pays for it: imports a module, and calls a function."""

    module: str
    call: Callable[..., object] = dict
    given: tuple[Hashable, ...] = ()


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor, and how many documents it is well handed at once."""

    executor: Executor
    ahead: int


class Here(Executor):
    """Reads at once, in this process, without any limit: for looking into what goes wrong."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as reason:
            future.set_exception(reason)
        return future


@contextmanager
def _own_code_first() -> Iterator[None]:
    """A stretch in which a new Python finds modules beside ours before any others, and none in the folder that the run was started in.

    A user's folder may hold a `model.py` too, and an environment another checkout of ours.
    """
    own = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class Beside(Executor):
    """Processes on this machine, each held to the limits; one that ends costs the document that it read, and another takes its place."""

    def __init__(self, jobs: int, limits: Limits, start: Start) -> None:
        from pebble import ProcessPool

        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([start.module, "batch.newborn"])
        with _own_code_first():
            forkserver.ensure_running()
        self._limits = limits
        self._pool = ProcessPool(max_workers=jobs, context=context, initializer=_begin, initargs=(limits, start, dict(os.environ)))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that raises WorkerEnded where reading it ends the process."""
        inner = self._pool.schedule(_within, args=(fn, self._limits, args, kwargs), timeout=LONGEST)
        return _translated(inner)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the workers: when they have done what they were handed, or at once."""
        if cancel_futures:
            self._pool.stop()
        else:
            self._pool.close()
        if wait:
            self._pool.join()


class _Outer(Future[T]):
    """Tells of another future, in our own words."""

    def __init__(self, inner: Future[T]) -> None:
        super().__init__()
        self._inner = inner

    def running(self) -> bool:
        """Whether a worker has begun."""
        return self._inner.running()

    def cancel(self) -> bool:
        """Ends the worker where one has begun."""
        return self._inner.cancel()


def _translated(inner: Future[T]) -> Future[T]:
    from concurrent.futures import TimeoutError

    from pebble import ProcessExpired

    outer = _Outer(inner)

    def hand_over(done: Future[T]) -> None:
        if done.cancelled():
            super(_Outer, outer).cancel()
            return
        reason = done.exception()
        if isinstance(reason, ProcessExpired):
            reason = WorkerEnded(reason.exitcode)
        elif isinstance(reason, TimeoutError):
            reason = WorkerEnded(-signal.SIGALRM)
        if reason is not None:
            outer.set_exception(reason)
        else:
            outer.set_result(done.result())

    inner.add_done_callback(hand_over)
    return outer


def _begin(limits: Limits, start: Start, environment: dict[str, str]) -> None:
    """Makes a new process a worker: held to its limits, deaf to what is typed at the run, gone when the run is."""
    os.environ.update(environment)  # the run's own, which may have changed since its first worker was made
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    set_up(limits)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
    start.call(*start.given)


def _within(fn: Callable[..., T], limits: Limits, args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    with held(limits):
        return fn(*args, **kwargs)


@contextmanager
def here() -> Iterator[Engine]:
    """This process."""
    yield Engine(Here(), 1)


@contextmanager
def beside(jobs: int, limits: Limits, start: Start) -> Iterator[Engine]:
    """`jobs` processes on this machine."""
    executor = Beside(jobs, limits, start)
    try:
        yield Engine(executor, jobs * AHEAD)
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


@contextmanager
def cluster(address: str, limits: Limits, start: Start) -> Iterator[Engine]:
    """The workers of the Dask scheduler at this address. Raises UsageError where there is none, or the extra is not installed."""
    try:
        from distributed import Client
    except ImportError as missing:
        raise UsageError("--scheduler needs the extra `cluster`.", "Install it with `make cluster`.") from missing
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as reason:
        raise UsageError(f"{address}: no scheduler answers there.", "Start one with `dask scheduler`, and name its address.") from reason
    with client:
        threads = max(1, sum(client.ncores().values()))
        yield Engine(_Guarded(client.get_executor(retries=RETRIES, pure=False), limits, start), threads * AHEAD)


RETRIES = 2
"""Times that a document goes to another worker of a cluster when its worker is lost."""


class _Guarded(Executor):
    """A cluster's executor, whose workers hold themselves to the limits while they read."""

    def __init__(self, executor: Executor, limits: Limits, start: Start) -> None:
        self._executor, self._limits, self._start = executor, limits, start

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._executor.submit(_alone, fn, self._limits, self._start, args, kwargs)


def _alone(fn: Callable[..., T], limits: Limits, start: Start, args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    """On a worker of a cluster: the function in a process of its own, so that a document never costs the worker."""
    if multiprocessing.current_process().daemon:
        advice = "Start it with DASK_DISTRIBUTED__WORKER__DAEMON=False in its environment."
        raise ConfigurationError("A worker of the cluster may not start processes of its own.", advice)
    return _own_process(limits, start, get_ident()).submit(fn, *args, **kwargs).result()


@cache
def _own_process(limits: Limits, start: Start, thread: int) -> Beside:
    """One process beside each thread of this worker, kept for the documents that follow."""
    return Beside(1, limits, start)
