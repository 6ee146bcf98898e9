"""No two entries follow the same one, and the ways around the triggers are closed: REPLACE in SQLite, which
deletes without a trigger, and TRUNCATE in PostgreSQL."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER trail_entry_no_replace BEFORE INSERT ON trail_entry
WHEN EXISTS (SELECT 1 FROM trail_entry WHERE id = NEW.id OR hash = NEW.hash OR previous = NEW.previous)
BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END
"""
POSTGRESQL = """
CREATE TRIGGER trail_entry_no_truncate BEFORE TRUNCATE ON trail_entry
FOR EACH STATEMENT EXECUTE FUNCTION trail_entry_refuse();
"""


def guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        # Django rebuilds the table where it adds a constraint, and the triggers of 0002 go with the old one.
        for verb in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS trail_entry_no_{verb} BEFORE {verb} ON trail_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
            )
        editor.execute(SQLITE)
    elif editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)


def unguard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS trail_entry_no_replace")
    elif editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER IF EXISTS trail_entry_no_truncate ON trail_entry")


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_append_only")]
    operations = [
        migrations.AlterField("entry", "previous", models.CharField(max_length=64, unique=True)),
        migrations.RunPython(guard, unguard),
    ]
