"""Evidence files: kept under their SHA-256 in the data directory, written whole or not at all."""

from __future__ import annotations

import datetime
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from mingzhang.app.workbench import UnreadableInput
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.changes import changing
from mingzhang_web.year.models import Evidence, UnitYear
from mingzhang_web.year.sniffing import demand_what_it_says


def path_of(sha256: str) -> Path:
    """Where the file with this hash lies."""
    return Path(settings.DATA) / "evidence" / sha256[:2] / sha256


def attach(
    account: Account,
    unit_year: UnitYear,
    project: str,
    order: int,
    upload: UploadedFile,
    note: str,
    dated: datetime.date | None,
) -> Evidence:
    """Keeps the file and binds it to the result of one indicator; UnreadableInput where it is too large
    or not what its name says."""
    if (upload.size or 0) > settings.EVIDENCE_LIMIT:
        limit = settings.EVIDENCE_LIMIT // 1024 // 1024
        raise UnreadableInput(f"文件超过 {limit} MB。", f"The file is over {limit} MB.")
    demand_what_it_says(upload)
    sha256 = _keep(upload)
    with changing(account, unit_year, "evidence.attached") as details:
        item = Evidence.objects.create(
            unit_year=unit_year,
            project=project,
            order=order,
            name=Path((upload.name or "file").replace("\\", "/")).name[:255],
            sha256=sha256,
            size=upload.size or 0,
            note=note[:500],
            dated=dated,
            by=account,
        )
        details.update(project=project, order=order, name=item.name, sha256=sha256)
    return item


def remove(account: Account, unit_year: UnitYear, item: Evidence) -> None:
    """Takes the evidence from its result. The file stays: the trail and other results may name its hash."""
    with changing(account, unit_year, "evidence.removed") as details:
        details.update(project=item.project, order=item.order, name=item.name, sha256=item.sha256)
        item.delete()


def _keep(upload: UploadedFile) -> str:
    folder = Path(settings.DATA) / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in upload.chunks():
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        path = path_of(digest.hexdigest())
        path.parent.mkdir(exist_ok=True)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest.hexdigest()
