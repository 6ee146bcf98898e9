"""Taking a file in, and letting it go: its folder, its row, the job that checks it."""

from __future__ import annotations

import datetime
import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.app.file_check import format_of
from mingzhang.app.workbench import UnreadableInput
from mingzhang_web import jobs
from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.jobs import clock
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record

ORIGINAL = "original"
_SNIFFED = 256 * 1024
"""Bytes by which a format is told before the whole file is kept."""


def drop(account: Account, uploads: Sequence[UploadedFile]) -> list[DroppedFile]:
    """Takes the files in and has each checked. UnreadableInput, and none is taken, where there are too many
    or one is too large or of no format known."""
    forget_old()
    if not uploads:
        raise UnreadableInput("没有选择文件。", "No file was chosen.")
    if len(uploads) > settings.FILES_AT_ONCE:
        most = settings.FILES_AT_ONCE
        raise UnreadableInput(f"一次最多 {most} 个文件。", f"At most {most} files at a time.")
    formats = [_looked_at(upload) for upload in uploads]
    return [_taken(account, upload, kind) for upload, kind in zip(uploads, formats, strict=True)]


def _looked_at(upload: UploadedFile) -> str:
    limit = settings.FILE_LIMIT
    name = name_of(upload)
    if (upload.size or 0) > limit:
        mib = limit // (1024 * 1024)
        raise UnreadableInput(f"{name}：超过 {mib} MB，没有收下。", f"{name}: over {mib} MB, not taken.")
    upload.seek(0)
    begin = upload.read(_SNIFFED) if (upload.size or 0) > 64 * 1024 * 1024 else upload.read()
    return format_of(begin, name)


def name_of(upload: UploadedFile) -> str:
    """The name that the file had, without folders and signs that cannot be shown."""
    name = PurePath((upload.name or "").replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable())[:200] or "file"


def _taken(account: Account, upload: UploadedFile, kind: str) -> DroppedFile:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    name, sha256 = name_of(upload), digest.hexdigest()
    twice = DroppedFile.objects.filter(
        account=account, sha256=sha256, name=name, verdict="", job__state__in=("waiting", "running")
    ).first()
    if twice is not None:  # the same button pressed twice
        return twice
    now = datetime.datetime.now(datetime.UTC)
    file = DroppedFile(
        account=account, office=account.office, name=name, format=kind, size=upload.size or 0, sha256=sha256,
        at=now, keep_until=now + datetime.timedelta(days=settings.FILES_KEPT_DAYS),
    )  # fmt: skip
    file.folder.mkdir(parents=True, mode=0o700)
    try:
        with (file.folder / ORIGINAL).open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
        with transaction.atomic():
            file.save()
            record(account, "file.dropped", file, name, {"sha256": sha256})
    except BaseException:
        shutil.rmtree(file.folder, ignore_errors=True)
        raise
    job = jobs.start(account, "filecheck.check", subject=name, once=file.key.hex, file=file.key.hex)
    DroppedFile.objects.filter(pk=file.pk).update(job=job)
    file.refresh_from_db()
    return file


def original_of(file: DroppedFile) -> Path:
    """The file as it was dropped."""
    return file.folder / ORIGINAL


def delete(account: Account, file: DroppedFile) -> None:
    """Deletes the file with everything that was made of it."""
    folder = file.folder
    with transaction.atomic():
        record(account, "file.deleted", file, file.name, {"sha256": file.sha256})
        file.delete()
    shutil.rmtree(folder, ignore_errors=True)


def forget_old() -> None:
    """Files whose time is over are no longer kept; a clock that jumped deletes none."""
    if clock.has_jumped():
        return
    for file in DroppedFile.objects.filter(keep_until__lt=datetime.datetime.now(datetime.UTC))[:200]:
        folder = file.folder
        file.delete()
        shutil.rmtree(folder, ignore_errors=True)
