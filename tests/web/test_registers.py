"""Registers in the workbench: who does what, what an indicator takes from them, what never leaves them."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzhang_web.compiled.compiling import compile_year
from mingzhang_web.organisations.models import Account
from mingzhang_web.portal.models import Publication
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.trail.models import Entry
from mingzhang_web.year.models import UnitYear

SignIn = Callable[[str], Client]
SECRETS = ("示例户主一", "示例证件一", "示例账号一", "示例户主二")


def of(unit_year: UnitYear, register: str, place: int = 0) -> RegisterRecord:
    """A record of the demonstration."""
    return RegisterRecord.objects.filter(unit_year=unit_year, register=register)[place]


def page_of(record: RegisterRecord) -> str:
    """The address of a record."""
    return reverse("register_record", args=[record.unit_year_id, record.register, record.pk])


def enter(client: Client, record: RegisterRecord, step: str, **typed: str) -> Any:
    """What comes of entering a step of the record as it stands."""
    record.refresh_from_db()
    form = {"step": step, "version": record.version, **typed}
    return client.post(page_of(record), form)


def test_a_hazard_until_it_is_rechecked(sign_in: SignIn, own: UnitYear) -> None:
    section, head, record = sign_in("section"), sign_in("head"), of(own, "hazard", 2)
    early = enter(section, record, "rechecked", rechecked="2024-12-24", result="passed")
    assert early.status_code == 403, "its turn has not come"
    notice = {"notified": "2024-12-21", "due": "2024-12-27", "person": "店长", "plan": "清理"}
    wrong = enter(section, record, "notified", **{**notice, "due": "2024-12-01"})
    assert wrong.status_code == 422
    assert "整改期限早于通知日期" in wrong.content.decode()
    assert enter(section, record, "notified", **{**notice, "plan": ""}).status_code == 422
    assert enter(head, record, "notified", **notice).status_code == 403, "not the head's step"
    assert enter(section, record, "notified", **notice).status_code == 302
    assert enter(section, record, "rectified", rectified="2024/12/25", measures="已清").status_code == 302
    assert enter(section, record, "rechecked", rechecked="2024-12-26", result="不合格").status_code == 302
    record.refresh_from_db()
    assert record.cells["result"] == "failed"
    assert "待办" in section.get(page_of(record)).content.decode(), "a failed re-check does not close it"
    assert enter(section, record, "rechecked", rechecked="2024-12-27", result="合格").status_code == 302
    page = section.get(reverse("register_measure", args=[own.pk, "hazard", "rate"])).content.decode()
    assert "66.67" in page


def test_the_head_supervises_what_is_major(sign_in: SignIn, own: UnitYear) -> None:
    record = of(own, "hazard", 1)
    typed = {"supervised": "2024-09-15", "supervisor": "安委会"}
    assert enter(sign_in("section"), record, "supervised", **typed).status_code == 403
    assert enter(sign_in("head"), record, "supervised", **typed).status_code == 302
    assert "supervised" not in sign_in("head").get(page_of(of(own, "hazard", 2))).content.decode()


def ask_register(own: UnitYear, text: str) -> None:
    """Lets the first indicator of P01 take its value from a register."""
    row = own.rows.get(table="indicators", cells__project="P01", cells__order="2")
    row.cells["register"] = text
    row.save()


def test_an_indicator_has_its_value_and_the_records_one_click_away(sign_in: SignIn, own: UnitYear) -> None:
    ask_register(own, "hazard:rate")
    UnitYear.objects.filter(pk=own.pk).update(revision=own.revision + 1)
    section = sign_in("section")
    page = section.get(reverse("evaluation", args=[own.pk, "P01"])).content.decode()
    behind = reverse("register_measure", args=[own.pk, "hazard", "rate"]) + "?project=P01"
    assert f'href="{behind}"' in page
    assert ">33.33</span>" in page
    assert 'name="result-2-actual"' not in page, "nobody types over what the register counts"
    records = section.get(behind).content.decode()
    assert records.count("仅作分母") == 2
    enter(section, of(own, "hazard", 1), "rectified", rectified="2024-10-01", measures="已换")
    enter(section, of(own, "hazard", 1), "rechecked", rechecked="2024-10-02", result="passed")
    assert ">66.67</span>" in section.get(reverse("evaluation", args=[own.pk, "P01"])).content.decode()
    own.refresh_from_db()
    compiled = compile_year(Account.objects.get(username="finance"), own)
    forms = json.loads(bytes(compiled.disclosure))["evaluations"]
    assert next(form for form in forms if form["project_code"] == "P01")["indicators"][1]["actual"] == "66.67"


def test_names_never_leave_the_register(
    sign_in: SignIn, own: UnitYear, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    finance, record = sign_in("finance"), of(own, "relief")
    assert all(secret in finance.get(page_of(record)).content.decode() for secret in SECRETS[:3])
    changed = {"version": record.version, **record.cells, "name": "秘密之人", "identity": "***"}
    assert sign_in("section").post(page_of(record), changed).status_code == 302
    record.refresh_from_db()
    assert record.private_cells["name"] == "秘密之人"
    assert record.private_cells["identity"] == SECRETS[1], "what reads *** stays"
    bad = {"version": record.version, **record.cells, "name": "另一秘密", "persons": "几个"}
    assert sign_in("section").post(page_of(record), bad).status_code == 422
    secrets = (*SECRETS, "秘密之人", "另一秘密")
    pages = [
        page_of(record),
        *(reverse(name, args=[own.pk, "relief"]) for name in ("register", "register_export")),
        reverse("register_measure", args=[own.pk, "relief", "persons"]),
        reverse("registers", args=[own.pk]), reverse("registers_overdue", args=[own.pk]),
        reverse("year", args=[own.pk]), reverse("evaluation", args=[own.pk, "P01"]),
    ]  # fmt: skip
    for username in ("head", "department", "bureau", "auditor"):
        client = sign_in(username)
        for page in pages:
            content = client.get(page).content
            assert not any(secret.encode() in content for secret in secrets), (username, page)
        packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("export", args=[own.pk])).content))
        assert "***" in packed.read("registers/relief.csv").decode()
        for name in packed.namelist():
            assert not any(secret.encode() in packed.read(name) for secret in secrets), name
    export = finance.get(reverse("register_export", args=[own.pk, "relief"])).content
    book = openpyxl.load_workbook(io.BytesIO(export))
    cells = {str(cell.value) for row in book["救助台账"].iter_rows() for cell in row}
    assert "***" in cells
    assert cells.isdisjoint(secrets), "not even for those who keep it"
    trail = json.dumps(list(Entry.objects.values_list("object_name", "details")), ensure_ascii=False)
    compiled = bytes(compile_year(Account.objects.get(username="finance"), own).disclosure).decode()
    published = "".join(bytes(item.disclosure).decode() for item in Publication.objects.all())
    for text in (trail, compiled, published, caplog.text):
        assert not any(secret in text for secret in secrets)
    assert '"name": ["***", "***"]' in trail, "that it changed is known"
    last = enter(sign_in("section"), record, "publicised", publicised="2024-08-03", objections="某某有异议")
    assert last.status_code == 302
    entry = Entry.objects.filter(verb="register.saved").last()
    assert entry is not None
    assert entry.details["changed"] == {
        "objections": ["***", "***"], "publicised": ["2024-08-02", "2024-08-03"]
    }  # fmt: skip


def test_two_people_on_one_record(sign_in: SignIn, own: UnitYear) -> None:
    record = of(own, "survey")
    form = {**record.cells, "version": record.version}
    assert sign_in("section").post(page_of(record), {**form, "topic": "甲"}).status_code == 302
    answer = sign_in("finance").post(page_of(record), {**form, "topic": "乙"})
    assert answer.status_code == 409
    assert "甲" in answer.content.decode()
    assert "乙" in answer.content.decode()
    record.refresh_from_db()
    assert record.cells["topic"] == "甲"
    last = Entry.objects.filter(verb="register.saved").last()
    assert last is not None
    assert last.details["changed"]["topic"][1] == "甲"


def test_a_section_has_its_own_records_alone(sign_in: SignIn, own: UnitYear) -> None:
    foreign = of(own, "hazard")
    RegisterRecord.objects.filter(pk=foreign.pk).update(
        section="办公室", cells={**foreign.cells, "section": "办公室"}
    )
    section = sign_in("section")
    assert section.get(page_of(foreign)).status_code == 404
    assert (
        foreign.cells["enterprise"]
        not in section.get(reverse("register", args=[own.pk, "hazard"])).content.decode()
    )
    book = openpyxl.load_workbook(
        io.BytesIO(section.get(reverse("register_export", args=[own.pk, "hazard"])).content)
    )
    assert foreign.number not in {row[0].value for row in book["隐患台账"].iter_rows(min_row=2)}
    row = {"cell-new0-inspected": "2024-03-01", "cell-new0-enterprise": "丙厂", "cell-new0-hazard": "无",
           "cell-new0-level": "一般", "cell-new0-section": "办公室"}  # fmt: skip
    assert section.post(reverse("register_add", args=[own.pk, "hazard"]), row).status_code == 302
    made = RegisterRecord.objects.get(unit_year=own, register="hazard", cells__enterprise="丙厂")
    assert (made.section, made.number) == ("群众活动部", "2024-004")


def test_several_pasted_records_are_saved_or_none(sign_in: SignIn, own: UnitYear) -> None:
    where = reverse("register_add", args=[own.pk, "supplies"])
    rows = {}
    for place, (movement, quantity) in enumerate((("采购入库", "5"), ("调拨出库", "90"))):
        typed = {"date": "2024-09-01", "item": "棉被", "measure": "床", "movement": movement,
                 "quantity": quantity}  # fmt: skip
        rows |= {f"cell-new{place}-{name}": value for name, value in typed.items()}
    answer = sign_in("section").post(where, rows)
    assert answer.status_code == 422
    assert "不能小于零" in answer.content.decode()
    before = RegisterRecord.objects.filter(unit_year=own, register="supplies").count()
    assert before == 4
    assert sign_in("section").post(where, {**rows, "cell-new1-quantity": "80"}).status_code == 302
    stock = reverse("register_report", args=[own.pk, "supplies", "stock"])
    assert '<td class="number">0</td>' in sign_in("finance").get(stock).content.decode()


def test_a_payment_too_much_is_refused(sign_in: SignIn, own: UnitYear) -> None:
    payment = of(own, "payment", 1)
    finance = sign_in("finance")
    form = {**payment.cells, "version": payment.version, "amount": "26000.01"}
    assert finance.post(page_of(payment), form).status_code == 302
    answer = enter(finance, payment, "paid", paid="2024-12-20", voucher="9")
    assert answer.status_code == 422
    assert "付款合计超过合同金额" in answer.content.decode()


def upload(client: Client, own: UnitYear, register: str, book: bytes) -> Any:
    """The preview of an uploaded workbook."""
    file = SimpleUploadedFile("台账.xlsx", book)
    return client.post(reverse("register_import", args=[own.pk, register]), {"file": file}, follow=True)


def workbook(client: Client, own: UnitYear, register: str) -> Any:
    """The exported workbook of a register."""
    content = client.get(reverse("register_export", args=[own.pk, register])).content
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_out_and_in_again(sign_in: SignIn, own: UnitYear, data: Path) -> None:
    section = sign_in("section")
    book = workbook(section, own, "relief")
    sheet = book["救助台账"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("家庭人口") + 1, 5)
    new = {
        "申请日期": "2024-11-02",
        "户主姓名": "示例户主三",
        "村（社区）": "北示范村",
        "家庭人口": 1,
        "救助类型": "临时救助",
    }
    sheet.append([new.get(heading) for heading in headings])
    preview = upload(section, own, "relief", saved(book))
    assert preview.status_code == 200
    assert "新增 1 条，更新 2 条" in preview.content.decode()
    assert RegisterRecord.objects.filter(unit_year=own, register="relief").count() == 2, (
        "not before it is confirmed"
    )
    address = preview.request["PATH_INFO"]
    assert section.post(address).status_code == 302
    first = of(own, "relief")
    assert first.cells["persons"] == "5"
    assert first.private_cells["name"] == SECRETS[0], "a masked name stays"
    assert of(own, "relief", 2).private_cells == {"name": "示例户主三"}
    assert list((data / "imports").glob("register-*")) == [], "nothing with names is left behind"
    assert section.post(address).status_code == 422, "a second click finds nothing to import"


def test_every_bad_row_is_shown(sign_in: SignIn, own: UnitYear) -> None:
    section = sign_in("section")
    book = workbook(section, own, "hazard")
    sheet = book["隐患台账"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("隐患级别") + 1, "极大")
    sheet.cell(3, headings.index("检查日期") + 1, "某天")
    answer = upload(section, own, "hazard", saved(book))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"隐患台账!{chr(64 + 1 + headings.index('隐患级别'))}2" in page
    assert "极大" in page
    assert "某天" in page
    book = workbook(section, own, "hazard")
    book["隐患台账"].cell(4, headings.index("整改完成日期") + 1, "2024-12-30")
    page = upload(section, own, "hazard", saved(book)).content.decode()
    assert "还没有完成" in page
    assert "隐患台账!4" in page


def test_units_are_never_mixed(sign_in: SignIn, own: UnitYear, other: UnitYear) -> None:
    theirs = saved(workbook(sign_in("other-finance"), other, "hazard"))
    answer = upload(sign_in("finance"), own, "hazard", theirs)
    assert answer.status_code == 422
    assert "别的单位" in answer.content.decode()
    assert sign_in("finance").get(page_of(of(other, "hazard"))).status_code == 404
    foreign = reverse("register_record", args=[own.pk, "hazard", of(other, "hazard").pk])
    assert sign_in("finance").get(foreign).status_code == 404
    answer = sign_in("bureau").get(reverse("register", args=[own.pk, "hazard"])).content.decode()
    assert answer.count("2024-001") == 1


def test_a_submitted_year_takes_no_change(sign_in: SignIn, other: UnitYear) -> None:
    assert not other.is_open
    answer = enter(sign_in("other-section"), of(other, "hazard", 2), "notified", notified="2024-12-21")
    assert answer.status_code in (403, 409)


def test_the_whole_package_with_its_registers(sign_in: SignIn, own: UnitYear) -> None:
    finance = sign_in("finance")
    packed = finance.get(reverse("export", args=[own.pk])).content
    before = [
        (record.register, record.number, record.cells, record.private_cells)
        for record in RegisterRecord.objects.filter(unit_year=own).order_by("register", "number")
    ]
    RegisterRecord.objects.filter(unit_year=own, register="hazard").delete()
    preview = finance.post(
        reverse("import", args=[own.pk]), {"files": [SimpleUploadedFile("p.zip", packed)]}, follow=True
    )
    assert preview.status_code == 200, preview.content.decode()
    assert finance.post(preview.request["PATH_INFO"]).status_code == 302
    after = [
        (record.register, record.number, record.cells, record.private_cells)
        for record in RegisterRecord.objects.filter(unit_year=own).order_by("register", "number")
    ]
    assert after == before


@pytest.mark.parametrize(
    ("query", "found"),
    [("state=overdue", 2), ("state=complete", 1), ("state=rectified", 1), ("level=major", 1),
     ("words=化工", 1), ("words=没有的", 0), ("state=complete&level=major", 0)],
)  # fmt: skip
def test_filters(sign_in: SignIn, own: UnitYear, query: str, found: int) -> None:
    page = sign_in("finance").get(reverse("register", args=[own.pk, "hazard"]) + f"?{query}").content.decode()
    assert f'<span class="count">{found}</span>' in page


def test_overdue_and_unpaid(sign_in: SignIn, own: UnitYear) -> None:
    head = sign_in("head")
    page = head.get(reverse("registers_overdue", args=[own.pk])).content.decode()
    assert page.index("2024-10-12") < page.index("2024-12-23")
    unpaid = head.get(reverse("register_report", args=[own.pk, "contract", "unpaid"])).content.decode()
    assert "示范信息有限公司" in unpaid
    assert "61–90" in unpaid
    assert "28,000" in unpaid


def test_a_double_click_makes_one_record(sign_in: SignIn, own: UnitYear) -> None:
    section, where = sign_in("section"), reverse("register_add", args=[own.pk, "hazard"])
    page = section.get(where).content.decode()
    token = page.partition('name="once" value="')[2].partition('"')[0]
    row = {"cell-new0-inspected": "2024-03-01", "cell-new0-enterprise": "丁厂", "cell-new0-hazard": "无",
           "cell-new0-level": "一般", "once": token}  # fmt: skip
    assert [section.post(where, row).status_code for _ in range(2)] == [302, 302]
    assert RegisterRecord.objects.filter(unit_year=own, cells__enterprise="丁厂").count() == 1


def test_the_browser_keeps_no_private_field(sign_in: SignIn, own: UnitYear) -> None:
    section = sign_in("section")
    for page in (page_of(of(own, "relief")), reverse("register_add", args=[own.pk, "relief"])):
        fields = section.get(page).content.decode().split("<input ")
        private = [field for field in fields if field.startswith(('name="name"', 'name="cell-new0-name"'))]
        assert len(private) == 1
        assert "data-private" in private[0]
