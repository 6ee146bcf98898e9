"""What a random package holds beside money: projects' targets and results, contracts, assets, texts."""

from __future__ import annotations

from random import Random

Row = dict[str, str]
Tables = dict[str, list[Row]]

METHODS = (
    "", "open_tender", "invited_tender", "negotiation", "consultation", "inquiry", "single_source",
    "framework", "not_government_procurement",
)  # fmt: skip
SIZES = ("large", "medium", "small", "micro", "")
VEHICLES = (
    "deputy_ministerial", "principal_leader", "confidential_communication", "emergency_support",
    "law_enforcement", "special_purpose", "retired_cadre", "other",
)  # fmt: skip
COUNTS = (
    "trip_groups", "trip_persons", "vehicles_purchased", "vehicles_held", "reception_batches",
    "reception_persons", "foreign_reception_batches", "foreign_reception_persons",
    "overseas_reception_batches", "overseas_reception_persons",
)  # fmt: skip
AMOUNTS = ("domestic_reception_amount", "foreign_reception_amount", "overseas_reception_amount")
SATISFIED = ("satisfaction", "satisfaction", 10)
SCHEMES = (
    (("output", "quantity", 25), ("output", "quality", 25), ("benefit", "social", 30), SATISFIED),
    (("output", "quantity", 40), ("cost", "cost", 20), ("benefit", "economic", 20), SATISFIED),
    (("output", "quantity", 40), ("benefit", "ecological", 40)),
    (("output", "quantity", 30), ("output", "cost", 20), ("benefit", "sustainability", 40)),
)  # fmt: skip
"""Ways to divide the points: 10/50/30/10, cost apart, execution 20, without satisfaction."""


def add_details(tables: Tables, random: Random, units: list[str], orderly: bool) -> None:
    """Adds everything but money to a package's tables. `orderly`: no more vehicles are used than held."""
    for project in tables["projects"]:
        if project["category"] in ("", "other_operating", "specific_target"):
            _evaluated(tables, random, project)
    for number in range(random.randint(1, 12)):
        _things(tables, random, random.choice(units), number)
    for unit in units:
        for measure in COUNTS:
            for value in range(random.randint(0, 2)):
                most = 0 if orderly and measure == "vehicles_held" else 40
                row = {"unit": unit, "measure": measure, "value": str(random.randint(0, most))}
                tables["three_public"].append(row | {"purpose": f"{unit}第{value}项事务"})
        for measure, value in _receptions(tables, random, unit, orderly):
            tables["three_public"].append({"unit": unit, "measure": measure, "value": value, "purpose": ""})
    for number, unit in enumerate(units):
        decision = {"unit": unit, "object": "final_accounts", "date": f"2025-08-{number + 10}"}
        tables["approvals"].append(decision | {"authority": "某县财政局", "decision": "approved"})


def _receptions(tables: Tables, random: Random, unit: str, orderly: bool) -> list[tuple[str, str]]:
    """Amounts of receptions at home, of foreigners and abroad; `orderly`: they sum to what was spent."""
    if not orderly:
        return [(name, f"{random.randint(0, 10**6)}.05") for name in AMOUNTS if random.random() < 0.5]
    spent = sum(
        round(float(row["amount"]) * 100)
        for row in tables["expenditure"]
        if (row["unit"], row["economic"]) == (unit, "30217")
        and row["nature"] in ("basic", "project")
        and row["source"] in ("general_public_budget", "government_managed_funds", "state_capital_operations")
    )
    abroad = spent // random.choice((1, 2, 3, 10**9))
    parts = dict(zip(AMOUNTS, (spent - abroad, (spent - abroad) // 3, abroad), strict=True))
    return [(name, f"{cents // 100}.{cents % 100:02d}") for name, cents in parts.items()]


def _things(tables: Tables, random: Random, unit: str, number: int) -> None:
    signed = random.choice(("2023-12-31", "2024-01-01", "2024-05-06", "2024-12-31", "2025-01-02"))
    contract = {"number": f"HT-{number}", "date": signed, "unit": unit, "supplier": f"供应商{number}"}
    contract |= {"kind": random.choice(("goods", "works", "services")), "method": random.choice(METHODS)}
    contract |= {"supplier_size": random.choice(SIZES)}
    contract |= {"reserved": random.choice(("", "sme", "micro_small"))}
    cents = random.randint(1, 10**9)
    tables["contracts"].append(contract | {"amount": f"{cents // 100}.{cents % 100:02d}"})
    tables["vehicles"].append(
        {"identifier": f"CL-{number}", "unit": unit, "category": random.choice(VEHICLES)}
    )
    price = random.choice(("999999.99", "1000000.00", "1000000", "3500000"))
    equipment = {"identifier": f"SB-{number}", "name": "设备", "unit": unit, "price": price}
    tables["equipment"].append(equipment)


def _evaluated(tables: Tables, random: Random, project: Row) -> None:
    """Goal, texts, indicators, adjusted targets and results of one project; some reports nothing."""
    project |= {
        "goal": "完成全年任务",
        "completion": "任务完成",
        "improvements": "提前安排采购，按月核对进度",
    }
    if random.random() < 0.2:
        project["improvements"] = ""
    scheme = random.choice(SCHEMES)
    silent = random.random() < 0.15
    for order, (level1, level2, weight) in enumerate(scheme, start=1):
        indicator = {"project": project["code"], "order": str(order), "level1": level1, "level2": level2}
        indicator |= {"level3": f"第{'一二三四五'[order - 1]}类任务", "weight": str(weight)}
        result = _target_and_result(random, indicator)
        tables["indicators"].append(indicator)
        if random.random() < 0.2 and indicator["operator"]:
            _adjust(tables, random, indicator)
        if not silent:
            _report(tables, random, project["code"], str(order), weight, result)
    if not silent and random.random() < 0.6:
        reason = {"project": project["code"], "order": "0", "actual": "", "score": "", "as_of": ""}
        tables["results"].append(reason | {"variance": "资金下达较晚"})


def _target_and_result(random: Random, indicator: Row) -> str:
    """Fills operator, target and unit of an indicator; the result that is reported."""
    if random.random() < 0.25:
        indicator |= {"operator": "", "target": "逐步提升", "unit": "", "direction": ""}
        return random.choice(
            ("达成预期指标", "达成预期指标", "达成预期指标", "部分达成预期指标", "有一定效果")
        )
    target = random.choice((0, 1, 3, 10, 60, 95))
    indicator |= {
        "operator": random.choice(("≥", ">", "=", "≤", "<")),
        "target": str(target),
        "unit": "个",
        "direction": random.choice(("", "", "", "positive", "reverse", "equal")),
    }
    return random.choice(
        (str(target), str(target * 2), str(target + 1), str(max(0, target - 1)), f"{target / 4:g}")
    )


def _adjust(tables: Tables, random: Random, indicator: Row) -> None:
    for day in sorted(random.sample(range(10, 28), random.randint(1, 2))):
        row = {"date": f"2024-08-{day}", "document": f"财绩〔2024〕{day}号", "reason": "任务调整"}
        row |= {
            "project": indicator["project"],
            "order": indicator["order"],
            "target": str(random.randint(1, 50)),
        }
        tables["target_adjustments"].append(row)


def _report(tables: Tables, random: Random, project: str, order: str, weight: int, result: str) -> None:
    """The result at the year's end, or only as of a day; earlier ones beside it."""
    judged = not result[:1].isdigit() and result != "达成预期指标" and random.random() < 0.7
    given = judged or random.random() < 0.1
    row = {"project": project, "order": order, "actual": result, "variance": random.choice(("", "进度偏慢"))}
    low, high = (80, 100) if result == "达成预期指标" else (60, 79)
    row["score"] = f"{weight * random.randint(low, high) / 100:.2f}" if given else ""
    days = random.choice(([""], ["2024-06-30", ""], ["2024-06-30"], ["2024-03-31", "2024-09-30"]))
    for place, day in enumerate(days):
        last = place == len(days) - 1
        tables["results"].append(
            row | ({"as_of": day} if last else {"as_of": day, "actual": "0", "score": ""})
        )
