"""Long work in the background: `jobs.start(…)`, with progress, cancel, one clear error, nothing half done.

A kind of work is a function in the module `background.py` of any app:

    from mingzhang_web import jobs

    @jobs.kind("year.publish", Text("公开", "publish"))
    def publish(work: jobs.Work, unit_year: int, version: int) -> None:
        year = …                                  # everything is looked up again by key: arguments are JSON
        files = slow(…)                           # long, writes nothing
        work.step(3, 7, Text("生成 PDF", "writing the PDF"))    # progress; raises Cancelled if that was asked
        with work.finishing(f"/workbench/years/{unit_year}/"):  # one transaction: results and end
            …write…

A view starts it and shows it:

    job = jobs.start(request.user, "year.publish", subject=str(year), once=f"{year.pk}",
                     unit_year=year.pk, version=year.version)
    return HttpResponseRedirect(job.address)      # or {% include "jobs/part.html" with job=job %} in a page

- **No duplicate.** While a job of the kind with the same `once` waits or runs, `start` gives that one; a
  double click starts nothing twice.
- **Nothing half done.** What is written in `finishing` is written together with the job's end, or not at
  all: where the job was cancelled, or taken over because its worker was thought dead, the block raises and
  the transaction is taken back. Write nothing outside it (files aside in a folder of the job are harmless).
- **A killed worker** is noticed by the beat that stays away (`queue.SILENT` seconds); the job waits again
  (`restartable=True`, the rule, since nothing was written) up to `queue.ATTEMPTS` times, else it has failed
  and says so.
- **Errors**: a MingzhangError (or an exception with `reasons`, as actions refuse) becomes the one line that
  the page shows; anything else is logged with the job's key and said as an internal error.
- **A regular end without success** (bad rows): raise `Undone` with the line, the page, and what it shows.
- **Cancel** is asked of the function at its next `step`; if that does not come within `queue.GRACE` seconds
  the worker ends itself, and a new one takes the next job.

Permissions are the view's to demand before it starts a job, and the function's to demand again where they
may have changed since. `settings.JOBS`: `worker` (a process beside the server, started at the first job) or
`at_once` (in the call itself, for tests and commands).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mingzhang_web.jobs.kinds import kind
from mingzhang_web.jobs.work import Cancelled, Lost, Undone, Work

if TYPE_CHECKING:
    from mingzhang_web.jobs.models import Job
    from mingzhang_web.organisations.models import Account

__all__ = ["Cancelled", "Lost", "Undone", "Work", "kind", "start"]


def start(
    account: Account, name: str, /, *, subject: str, once: str, here: bool = False, **arguments: Any
) -> Job:
    """The job of this kind, waiting (or done already, where jobs run at once). `subject`: what it is done
    to, in the user's words; `once`: names the work, so that it is not done twice at a time; `here`: so
    little work that the page may wait for it; `arguments`: JSON values that the kind's function takes by
    name."""
    from mingzhang_web.jobs.queue import add

    return add(account, name, subject, once, arguments, here)
