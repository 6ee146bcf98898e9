"""What the workbench asks of the engine: records in, disclosures, findings, forms and traces out."""

from mingzhang.app.workbench.catalogue import (
    ColumnEntry,
    Figure,
    StatementEntry,
    catalogue,
    column_titles,
    figures_of,
)
from mingzhang.app.workbench.cells import CellOrigin, IdentityIndex, cell_origin
from mingzhang.app.workbench.compiling import (
    Compiled,
    compile_books,
    evaluate_books,
    read_disclosure,
    scores_owed,
    warm_up,
)
from mingzhang.app.workbench.deadlines import Due, due_of
from mingzhang.app.workbench.dictionary import Dictionary, dictionary_of, variants_of
from mingzhang.app.workbench.differences import Difference, differences, differences_json
from mingzhang.app.workbench.explanation import (
    ExplanationEdit,
    Piece,
    apply_edits,
    pieces_of,
    signature_of,
    strange_numbers,
)
from mingzhang.app.workbench.forms import FormCell, FormTable, statement_forms
from mingzhang.app.workbench.monitoring import MonitoredRow, MonitoredTable, monitor_books
from mingzhang.app.workbench.presented import (
    Decision,
    SecondScore,
    grade_of_score,
    presented,
    with_decisions,
)
from mingzhang.app.workbench.publication import Waived, file_stem, publication_files
from mingzhang.app.workbench.records import (
    Books,
    BooksProblem,
    InvalidBooks,
    brought_tables,
    read_books,
    write_books,
)
from mingzhang.app.workbench.sheet import sheet_of
from mingzhang.app.workbench.workbook import empty_workbook, workbook_to_csv
from mingzhang.kit.errors import MingzhangError, MissingPart, UnreadableInput, UsageError
from mingzhang.kit.language import Language, Text
from mingzhang.kit.system_errors import NO_ROOM

__all__ = [
    "NO_ROOM",
    "Books",
    "BooksProblem",
    "CellOrigin",
    "ColumnEntry",
    "Compiled",
    "Decision",
    "Dictionary",
    "Difference",
    "Due",
    "ExplanationEdit",
    "Figure",
    "FormCell",
    "FormTable",
    "IdentityIndex",
    "InvalidBooks",
    "Language",
    "MingzhangError",
    "MissingPart",
    "MonitoredRow",
    "MonitoredTable",
    "Piece",
    "SecondScore",
    "StatementEntry",
    "Text",
    "UnreadableInput",
    "UsageError",
    "Waived",
    "apply_edits",
    "brought_tables",
    "catalogue",
    "cell_origin",
    "column_titles",
    "compile_books",
    "dictionary_of",
    "differences",
    "differences_json",
    "due_of",
    "empty_workbook",
    "evaluate_books",
    "figures_of",
    "file_stem",
    "grade_of_score",
    "monitor_books",
    "pieces_of",
    "presented",
    "publication_files",
    "read_books",
    "read_disclosure",
    "scores_owed",
    "sheet_of",
    "signature_of",
    "statement_forms",
    "strange_numbers",
    "variants_of",
    "warm_up",
    "with_decisions",
    "workbook_to_csv",
    "write_books",
]
