"""The Spark session that a run uses: the cluster's own, or one on this machine."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.kit.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_QUIET = Path(__file__).with_name("log4j2.properties")


def literally(path: Path) -> str:
    """A path as Spark takes it for itself and no pattern of paths."""
    return re.sub(r"([\\{}\[\]*?,])", r"\\\1", path.absolute().as_posix())


def session(jobs: int) -> SparkSession:
    """The session of `spark-submit`, or a new one with `jobs` threads on this machine.

    Raises UsageError where PySpark or Java is missing.
    """
    if any(importlib.util.find_spec(name) is None for name in ("pyspark", "pandas")):
        raise UsageError(
            "使用 Spark 需要扩展包 spark：pip install 'mingzhang[spark]'。",
            "Spark needs the extra spark: pip install 'mingzhang[spark]'.",
        )
    # PySpark warns of every pandas newer than its own; only Arrow batches are used here.
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    from pyspark import SparkConf
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("mingzhang")
    if SparkSession.getActiveSession() is None and not SparkConf().contains("spark.master"):
        # On a cluster spark-submit says all this; here nothing may listen beyond this machine.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = (
            builder.master(f"local[{jobs}]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", str(2 * jobs))
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={_QUIET.as_uri()}")
        )
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise UsageError(
            f"Spark 不能启动（{error.getCondition()}）；请安装 Java 17 或以上。",
            f"Spark does not start ({error.getCondition()}); install Java 17 or later.",
        ) from None
