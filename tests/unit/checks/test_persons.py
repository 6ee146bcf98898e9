"""What is taken for personal data, and what is not; masks never repeat it."""

from __future__ import annotations

import pytest

from mingzhang.checks.persons import personal_in, personal_strings, valid_identity
from mingzhang.standard.load import Standard, load_standard


@pytest.fixture(scope="module")
def standard() -> Standard:
    return load_standard()


@pytest.mark.parametrize(
    "text",
    [
        "青石镇石板村孙桂芳倒塌房屋重建完成。",
        "村民李大海家中房屋倒塌，予以补助。",
        "奖励举报人陈志明500元。",
        "2024年3月，刘玉兰因病申请临时救助。",
        "走访慰问王秀兰老人。",
        "慰问困难党员吴秀英、郑海涛等人。",
        "为伤者王强支付医药费。",
    ],
)
def test_private_persons_are_found(standard: Standard, text: str) -> None:
    found = personal_in(text, standard.review.privacy)
    assert [item.kind for item in found] == ["name"]
    assert found[0].mask[1:] == "*" * (len(found[0].mask) - 1)
    assert found[0].text not in found[0].mask


@pytest.mark.parametrize(
    "text",
    [
        "救助金额发放到位，慰问金发放及时。",
        "帮助企业完成隐患整改，群众高度评价。",
        "石门镇常年完成造林任务，方山乡雷电灾害房屋受损。",
        "社区严格完成整改，村集体收入得到提高，乡方便群众得到实惠。",
        "支付给施工方，发放给村民，群众许多得到实惠。",
        "高河镇田间道路完成硬化，米山镇金峰村房屋改造完成。",
        "户主李某申请救助。",
        "特困老人、独居老人、高龄老人补助发放。",
    ],
)
def test_offices_places_and_measures_are_no_persons(standard: Standard, text: str) -> None:
    assert personal_in(text, standard.review.privacy) == []


def test_every_mention_in_a_text_is_found(standard: Standard) -> None:
    text = "石板村孙桂芳房屋倒塌。镇政府核实孙桂芳的申请材料。"
    assert len(personal_in(text, standard.review.privacy)) == 2


@pytest.mark.parametrize(
    ("text", "kind", "mask"),
    [
        ("证件号11010119900307451X。", "identity", "110***************"),
        ("手机13800001234。", "mobile", "138********"),
        ("住户来电0355-2001234。", "landline", "035*********"),
        ("汇入银行卡6228480012345678901。", "account", "622****************"),
    ],
)
def test_numbers(standard: Standard, text: str, kind: str, mask: str) -> None:
    found = personal_in(text, standard.review.privacy)
    assert [(item.kind, item.mask) for item in found] == [(kind, mask)]


@pytest.mark.parametrize(
    "text",
    [
        "监督电话：0355-2001234。",
        "支出13800001234.50元。",
        "合同编号6228480012345678901。",
        "金额1,380,000,012.34元。",
    ],
)
def test_other_numbers(standard: Standard, text: str) -> None:
    assert personal_in(text, standard.review.privacy) == []


def test_check_character_of_an_identity_number() -> None:
    assert valid_identity("11010519491231002X")
    assert not valid_identity("110105194912310021")


def test_longest_strings_are_replaced_first(standard: Standard) -> None:
    texts = ["石板村孙桂房屋倒塌。", "石板村孙桂芳房屋倒塌。"]
    strings = list(personal_strings(texts, standard.review.privacy))
    assert strings == sorted(strings, key=len, reverse=True)
