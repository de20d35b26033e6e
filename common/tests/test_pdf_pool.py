import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from common import pdf_pool
from common.pdf import render_pdf
from common.pdf_pool import render_many, workers_for
from common.tests import papers

TEMPLATE = "papers/consent.html"
BATCH = """
import itertools, os, sys
import django
django.setup()
from common import pdf_pool
from common.tests import papers
pdf_pool.workers_for = lambda papers: 2
endless = [papers.consent(name_bold=str(number)) for number in range(5000)]
drawn = pdf_pool.render_many("papers/consent.html", endless)
next(drawn)
print(*[child.pid for child in __import__("multiprocessing").active_children()], flush=True)
for _ in drawn:
    pass
"""


@pytest.fixture
def two_workers(monkeypatch):
    monkeypatch.setattr(pdf_pool, "WORTH_A_POOL", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1})


def contents(count):
    return [papers.consent(name_bold=f"Гриценко Артём Павлович {number}") for number in range(count)]


def is_gone(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_pool_draws_the_same_bytes_in_the_same_order(two_workers):
    wanted = contents(11)

    drawn = list(render_many(TEMPLATE, iter(wanted)))

    assert drawn == [render_pdf(TEMPLATE, content) for content in wanted]
    assert len(set(drawn)) == 11


def test_papers_are_drawn_by_other_processes(two_workers):
    drawn = render_many(TEMPLATE, contents(9))

    next(drawn)

    assert 1 <= len(multiprocessing.active_children()) <= 2
    drawn.close()


def test_closed_batch_leaves_no_worker(two_workers):
    drawn = render_many(TEMPLATE, contents(60))
    next(drawn)

    drawn.close()

    assert multiprocessing.active_children() == []


def test_fault_of_a_paper_reaches_the_caller(two_workers):
    wanted = [*contents(5), papers.consent(paragraphs=5)]

    with pytest.raises(TypeError):
        list(render_many(TEMPLATE, wanted))

    assert multiprocessing.active_children() == []


def test_few_papers_and_none_need_no_worker():
    assert list(render_many(TEMPLATE, [])) == []
    assert list(render_many(TEMPLATE, contents(1))) == [render_pdf(TEMPLATE, contents(1)[0])]
    assert workers_for(pdf_pool.WORTH_A_POOL - 1) == 0
    assert workers_for(pdf_pool.WORTH_A_POOL) == len(os.sched_getaffinity(0))


def test_celery_child_draws_by_itself(two_workers, monkeypatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)

    drawn = list(render_many(TEMPLATE, contents(3)))

    assert drawn == [render_pdf(TEMPLATE, content) for content in contents(3)]
    assert multiprocessing.active_children() == []


def test_killed_runner_leaves_no_worker_behind():
    runner = subprocess.Popen([sys.executable, "-c", BATCH], stdout=subprocess.PIPE, cwd=settings.BASE_DIR)
    workers = [int(pid) for pid in runner.stdout.readline().split()]

    runner.send_signal(signal.SIGKILL)
    runner.communicate()

    assert workers
    until = time.monotonic() + 15
    while not all(map(is_gone, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert all(map(is_gone, workers))
