import gc
import signal
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections, connection

from jobs.daily import enqueue_daily
from jobs.models import Job
from jobs.services import dispatch
from jobs.work import run

PAUSE = 0.5
SWEEP_PAUSE = 15
BETWEEN_LOOKS = 60  # at the clock, for the work of the day


class Command(BaseCommand):
    help = (
        "Without a broker: carry out jobs one by one. With a broker: send again the jobs that nobody holds. "
        "Puts the work of each day into the queue. Runs until stopped; --once empties the queue and returns."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="carry out what waits and return")

    def handle(self, *args, once=False, **options):
        self.stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, lambda *_: self.stop.set())
        gc.freeze()
        sweeping = bool(settings.CELERY_BROKER_URL) and not once
        self.next_look = time.monotonic()
        while not self.stop.is_set():
            if not once:
                self.look_at_the_clock()
            worked = self.sweep() if sweeping else self.work()
            if once and not worked:
                return
            if not worked:
                self.stop.wait(SWEEP_PAUSE if sweeping else PAUSE)

    def look_at_the_clock(self):
        """Once a minute: put the work of the day into the queue. By the monotonic clock, which never jumps."""
        if time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + BETWEEN_LOOKS
        close_old_connections()
        try:
            enqueue_daily()
        except OperationalError:  # the database restarts: the next look finds the same work
            connection.close()

    def waiting(self, limit):
        try:
            return list(Job.objects.claimable().order_by("pk").values_list("pk", flat=True)[:limit])
        except OperationalError:  # the database restarts: wait, do not die
            connection.close()
            return []

    def work(self):
        close_old_connections()
        ran = 0
        for pk in self.waiting(20):
            if self.stop.is_set():
                break
            ran += run(pk)
        return ran

    def sweep(self):
        close_old_connections()
        for pk in self.waiting(200):
            dispatch(pk)
        return 0
