"""Limits of the mid-year monitoring of projects, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mingzhang.standard.data import Data, broken, read_yaml

RiskLevel = Literal["normal", "attention", "warning"]


class RiskName(Data, kw_only=True):
    """A level of risk and what it is called."""

    id: RiskLevel
    zh: str
    en: str


class LowForecast(Data, kw_only=True):
    """Forecast rates (%) below which a project needs attention, or a warning."""

    attention: int
    warning: int


class Monitoring(Data, kw_only=True):
    """When a project needs attention during the year.

    `forecast_from`: share of the year (%) before which no forecast is judged; `forecast_low`,
    `forecast_high`: forecast spending in % of the final budget; `results_behind`: points by which a
    result may lag behind the share of the year that has passed.
    """

    source: str
    status: Literal["verified", "unverified"]
    forecast_from: int
    forecast_low: LowForecast
    forecast_high: int
    results_behind: int
    levels: list[RiskName]

    def name(self, level: RiskLevel) -> RiskName:
        """The level's names."""
        return next(item for item in self.levels if item.id == level)


def read_monitoring(root: Path) -> Monitoring:
    """The limits below the standard's folder; InvalidData where a level has no name."""
    path = root / "evaluation" / "monitoring.yaml"
    monitoring = read_yaml(path, Monitoring)
    if [item.id for item in monitoring.levels] != ["normal", "attention", "warning"]:
        raise broken(path, "levels: normal, attention and warning, in this order")
    return monitoring
