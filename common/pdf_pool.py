"""Many papers at once: drawn on all cores, handed back in the order they were asked for."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import django

from common.pdf import render_pdf

# A pool starts about as fast as one process draws so many papers.
WORTH_A_POOL = 40
CHUNK = 4  # papers handed to a worker at once: seldom enough to be cheap, often enough to show progress
SMALLEST_PAPER = {"title": "", "columns": [], "rows": []}


def render_many(template: str, contents: Iterable[dict]) -> Iterator[bytes]:
    """The same bytes as `render_pdf` of each content, in order; a closed iterator stops the work."""
    contents = list(contents)
    draw = partial(render_pdf, template)
    workers = workers_for(len(contents))
    if workers < 2:
        yield from map(draw, contents)
        return
    pool = ProcessPoolExecutor(workers, mp_context=fork_server(), initializer=start_worker)
    try:
        yield from pool.map(draw, contents, chunksize=CHUNK)
    finally:
        pool.shutdown(cancel_futures=True)


def workers_for(papers: int) -> int:
    """One for each core; none for a few papers, nor in a celery child, which may not have children."""
    if papers < WORTH_A_POOL or multiprocessing.current_process().daemon:
        return 0
    return len(os.sched_getaffinity(0))


def fork_server():
    """Workers are forked from a process that has read the code and has neither threads nor connections.

    Forked from the caller itself they would inherit its connection to the database and locks that the
    thread of its lease may hold at that moment.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["common.pdf_preload"])
    return context


def start_worker():
    """Load the fonts in the worker, not before the fork: newer Pango keeps a thread for them, forks lose it."""
    django.setup()
    threading.Thread(target=end_with_parent, daemon=True).start()
    render_pdf("papers/register.html", SMALLEST_PAPER)
    gc.freeze()


def end_with_parent():
    """A killed job runner leaves nobody behind: its workers would wait for papers for ever."""
    multiprocessing.parent_process().join()
    os._exit(1)
