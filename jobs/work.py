"""Carrying out one claimed job: keeps the lease while the handler works, closes it once."""

import logging
import threading

from django.core.exceptions import ValidationError
from django.db import connection

from jobs.registry import HANDLERS
from jobs.services import LEASE, LeaseLost, claim, fail, finish, keep_lease

log = logging.getLogger(__name__)


class Heartbeat(threading.Thread):
    """Renews the lease while the handler works; stops by itself when the lease was lost."""

    def __init__(self, job):
        super().__init__(daemon=True)
        self.job, self.over = job, threading.Event()

    def run(self):
        while not self.over.wait(LEASE.total_seconds() / 4) and keep_lease(self.job):
            connection.close()
        connection.close()


def run(job_pk):
    """Claim and carry out a job; True when this call finished it."""
    job = claim(job_pk)
    if job is None:
        return False
    heartbeat = Heartbeat(job)
    heartbeat.start()
    try:
        return finish(job, HANDLERS[job.kind](job))
    except LeaseLost:
        return False
    except ValidationError as error:
        fail(job, " ".join(error.messages))
    except Exception as error:  # the row must say what happened, whatever it was
        log.exception("job %s (%s) failed", job.pk, job.kind)
        fail(
            job,
            f"Внутренняя ошибка ({type(error).__name__}). Попробуйте ещё раз, потом сообщите администратору.",
        )
    finally:
        heartbeat.over.set()
        heartbeat.join(timeout=2)
    return False
