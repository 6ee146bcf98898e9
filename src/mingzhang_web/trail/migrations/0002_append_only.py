"""The database itself refuses to change or delete an entry."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER trail_entry_no_{verb} BEFORE {verb} ON trail_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION trail_entry_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER trail_entry_only_added BEFORE UPDATE OR DELETE ON trail_entry
FOR EACH ROW EXECUTE FUNCTION trail_entry_refuse();
"""


def guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(SQLITE.format(verb=verb))
    elif editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)


def unguard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER IF EXISTS trail_entry_no_{verb}")
    elif editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER IF EXISTS trail_entry_only_added ON trail_entry")


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
