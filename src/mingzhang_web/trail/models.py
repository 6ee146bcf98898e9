"""One entry of the trail."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models

from mingzhang.app.workbench import Text

START = "0" * 64
VERBS = {
    "rows.saved": Text("保存数据", "saved rows"),
    "rows.imported": Text("导入数据", "imported rows"),
    "register.saved": Text("登记台账", "saved a register's record"),
    "register.imported": Text("导入台账", "imported a register"),
    "evidence.attached": Text("添加佐证", "attached evidence"),
    "evidence.removed": Text("移除佐证", "removed evidence"),
    "explanation.edited": Text("改情况说明", "edited the explanation"),
    "year.opened": Text("新开年度", "opened the year"),
    "year.compiled": Text("编制决算", "compiled"),
    "year.submit": Text("提交", "submitted"),
    "year.sign": Text("签批", "signed"),
    "year.review": Text("审核通过", "passed the review"),
    "year.approve": Text("批复", "approved"),
    "year.publish": Text("公开", "published"),
    "year.return": Text("退回", "returned"),
    "year.clear": Text("保密审查", "reviewed for confidentiality"),
    "year.examine": Text("财政审核通过", "passed the examination"),
    "year.amend": Text("公开前修改", "opened for an amendment"),
    "year.correct": Text("更正已公开的决算", "opened for a correction"),
    "remark.made": Text("提出意见", "made a remark"),
    "remark.removed": Text("撤回意见", "took a remark back"),
    "remark.answered": Text("答复意见", "answered a remark"),
    "finding.waived": Text("豁免问题", "waived a finding"),
    "finding.waiver_withdrawn": Text("撤销豁免", "took a waiver back"),
    "milestone.recorded": Text("登记批复", "recorded an approval"),
    "assessment.saved": Text("复评", "scored again"),
    "advice.saved": Text("预算建议", "advised for the budget"),
    "rectification.notice": Text("下达整改通知", "issued a notice"),
    "rectification.rectify": Text("报告整改", "reported a rectification"),
    "rectification.pass": Text("复查通过", "passed the check"),
    "rectification.fail": Text("复查未通过", "failed the check"),
    "targets.proposed": Text("申请调整目标", "proposed a target"),
    "targets.approved": Text("批准调整目标", "approved a target"),
    "targets.refused": Text("不批准调整目标", "refused a target"),
    "file.dropped": Text("上传文件核对", "dropped a file"),
    "file.deleted": Text("删除所核对的文件", "deleted a file"),
    "file.accepted": Text("认可问题", "accepted a finding"),
    "file.unaccepted": Text("撤销认可", "took an acceptance back"),
    "account.added": Text("新增账号", "added an account"),
    "account.on": Text("启用账号", "switched an account on"),
    "account.off": Text("停用账号", "switched an account off"),
    "account.password": Text("重设密码", "set a password"),
    "account.signed_in": Text("登录", "signed in"),
    "account.own_password": Text("改自己的密码", "changed the own password"),
    "account.factor_added": Text("启用两步验证", "set up a second factor"),
    "account.factor_removed": Text("停用两步验证", "took the second factor off"),
    "account.factor_reset": Text("清除他人的两步验证", "took an account's second factor off"),
    "account.factor_demanded": Text("设定须两步验证的角色", "set the roles that need a second factor"),
    "office.added": Text("新增机构", "added an office"),
}


class Entry(models.Model):
    """What was done, by whom, to what. Each entry's `hash` covers its content and the hash before it; the
    database refuses to change or delete one (migration 0002)."""

    at = models.DateTimeField()
    account = models.CharField(max_length=150)
    role = models.CharField(max_length=30)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    object_name = models.CharField(max_length=300)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["object_kind", "object_id"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb}"

    @property
    def verb_name(self) -> Text:
        """What was done, in words."""
        return VERBS.get(self.verb, Text(self.verb, self.verb))

    def computed_hash(self) -> str:
        """SHA-256 over the entry's content and the hash of the one before."""
        content: list[Any] = [
            self.previous,
            self.at.isoformat(),
            self.account,
            self.role,
            self.verb,
            self.object_kind,
            self.object_id,
            self.object_name,
            self.details,
        ]
        plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()
