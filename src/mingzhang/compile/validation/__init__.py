"""Everything that must hold before a package is compiled, and what is lawful but odd."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.validation.accounting import accounting_checks
from mingzhang.compile.validation.balances import check_balances
from mingzhang.compile.validation.cells import cell_checks
from mingzhang.compile.validation.conditions import check_needed, run_conditions
from mingzhang.compile.validation.contracts import warn_of_split_contracts
from mingzhang.compile.validation.duplicates import check_keys
from mingzhang.compile.validation.oddities import oddity_checks, warn_of_negative_totals
from mingzhang.compile.validation.references import reference_checks
from mingzhang.compile.validation.registers import check_registers
from mingzhang.compile.validation.treasury import reconcile_treasury
from mingzhang.compile.validation.vouchers import warn_of_vouchers

__all__ = ["validate", "warn_of_vouchers"]


def validate(package: SourcePackage) -> None:
    """Raises InvalidPackage with every error; warnings stay in `package.problems`.

    Balances and oddities are looked at only where the records themselves are right: on top of a wrong
    row they would report the same fault again. Vouchers are `warn_of_vouchers`, which waits for the
    marks that are made in the background and is therefore best called last.
    """
    check_needed(package)
    run_conditions(package, cell_checks(package))
    run_conditions(package, [*reference_checks(package), *accounting_checks(package)])
    check_keys(package)
    package.problems.raise_errors()
    check_registers(package)
    check_balances(package)
    package.problems.raise_errors()
    run_conditions(package, oddity_checks(package))
    warn_of_negative_totals(package)
    warn_of_split_contracts(package)
    reconcile_treasury(package)
