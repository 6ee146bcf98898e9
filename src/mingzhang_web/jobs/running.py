"""One job run: its function called, its end written down."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from mingzhang.app.workbench import MingzhangError, Text
from mingzhang_web.jobs.kinds import kinds
from mingzhang_web.jobs.models import Job
from mingzhang_web.jobs.queue import end
from mingzhang_web.jobs.work import Cancelled, Lost, Undone, Work
from mingzhang_web.outages import AWAY, DISK, outage_of

log = logging.getLogger("mingzhang.jobs")


def run(job: Job, work: Work | None = None) -> None:
    """Runs a job that was taken, to whatever end. OperationalError where the database went away meanwhile."""
    work = work or Work(job)
    known = kinds().get(job.kind)
    if known is None:
        end(job, "failed", Text("程序里没有这种任务。", "There is no such kind of work."))
        return
    try:
        known.function(work, **job.arguments)
    except (OperationalError, InterfaceError) as error:
        if outage_of(error) is AWAY:
            raise  # nothing was written: the worker lets it go, to be done when the database is back
        end(job, "failed", _refusal(job, error))
    except Cancelled:
        end(job, "cancelled")
    except Undone as undone:
        end(job, "failed", undone.error, undone.leads_to, undone.result)
    except Lost:
        log.warning("job %s was taken over by another worker", job.pk)
    except MingzhangError as error:
        end(job, "failed", error.message)
    except Exception as error:
        end(job, "failed", _refusal(job, error))
    else:
        if not work.finished:
            end(job, "done")


def _refusal(job: Job, error: Exception) -> Text:
    """An action's own reasons, or an internal error that the log has under the job's key."""
    if outage_of(error) is DISK:
        return Text(DISK.title.zh + "：" + DISK.words.zh, f"{DISK.title.en}. {DISK.words.en}")
    reasons = getattr(error, "reasons", None)
    if isinstance(reasons, list) and all(isinstance(reason, Text) for reason in reasons) and reasons:
        return Text("".join(reason.zh for reason in reasons), " ".join(reason.en for reason in reasons))
    log.error("job %s (%s) broke", job.pk, job.kind, exc_info=error)
    return Text(
        f"程序内部错误，已记录（{job.pk}）；什么都没有改动。",
        f"An internal error; it was recorded ({job.pk}). Nothing was changed.",
    )
