"""The books guard themselves: no row changes or goes, what does not balance is not sealed, what is sealed gets no more legs.

SQLite rebuilds a table that a migration alters, without its triggers: a later migration that alters these two tables has to
run `set_guards` again. `tests/marketplace/payments/test_ledger_guards.py` notices when it does not.
"""

from django.db import migrations

ENTRY, TRANSACTION = "payments_ledgerentry", "payments_transaction"
CROOKED = f"""
    (SELECT COUNT(*) FROM {ENTRY} WHERE transaction_id = NEW.id) < 2
    OR EXISTS (SELECT 1 FROM {ENTRY} WHERE transaction_id = NEW.id GROUP BY currency HAVING SUM(minor) <> 0)
"""  # noqa: S608
SEALED = f"EXISTS (SELECT 1 FROM {TRANSACTION} WHERE id = NEW.transaction_id)"  # noqa: S608
APPEND_ONLY, UNBALANCED, CLOSED = (
    "the ledger is append only",
    "the legs of a ledger transaction must sum to zero",
    "this ledger transaction is sealed",
)


def sqlite_guards():
    for table in (ENTRY, TRANSACTION):
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
            )
    yield (
        f"CREATE TRIGGER {TRANSACTION}_balances BEFORE INSERT ON {TRANSACTION} WHEN {CROOKED} "
        f"BEGIN SELECT RAISE(ABORT, '{UNBALANCED}'); END"
    )
    yield (
        f"CREATE TRIGGER {ENTRY}_not_sealed BEFORE INSERT ON {ENTRY} WHEN {SEALED} "
        f"BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
    )


def postgresql_function(name, condition, message):
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN NEW; END $$"
    )


def postgresql_guards():
    yield postgresql_function("payments_append_only", "TRUE", APPEND_ONLY)
    yield postgresql_function("payments_balances", CROOKED, UNBALANCED)
    yield postgresql_function("payments_not_sealed", SEALED, CLOSED)
    for table in (ENTRY, TRANSACTION):
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION payments_append_only()"
        )
    yield (
        f"CREATE OR REPLACE TRIGGER {TRANSACTION}_balances BEFORE INSERT ON {TRANSACTION} "
        f"FOR EACH ROW EXECUTE FUNCTION payments_balances()"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {ENTRY}_not_sealed BEFORE INSERT ON {ENTRY} "
        f"FOR EACH ROW EXECUTE FUNCTION payments_not_sealed()"
    )


def set_guards(apps, schema_editor):
    guards = {"sqlite": sqlite_guards, "postgresql": postgresql_guards}[schema_editor.connection.vendor]
    for statement in guards():
        schema_editor.execute(statement, params=None)


def drop_guards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table, name in [(t, f"no_{v}") for t in (ENTRY, TRANSACTION) for v in ("update", "delete")] + [
            (TRANSACTION, "balances"),
            (ENTRY, "not_sealed"),
        ]:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}", params=None)
    else:
        for function in ("append_only", "balances", "not_sealed"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS payments_{function}() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [migrations.RunPython(set_guards, drop_guards)]
