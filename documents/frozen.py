"""The database itself refuses to change a registered paper: no door of the application, present or future, can (PAP-1).

Row triggers stop UPDATE and DELETE on both databases; TRUNCATE slips past them, so PostgreSQL gets statement triggers.
On SQLite a migration that remakes one of these tables drops its triggers: such a migration ends with `install`.
"""

DOCUMENT, PAIRS = "documents_document", "documents_document_pairs"
PEOPLE, LINK, STEP = "documents_document_people", "documents_link", "documents_step"
FILE, SIGNATURE, ACKNOWLEDGEMENT = "documents_frozenfile", "documents_signature", "documents_acknowledgement"
QUALIFIED = "documents_qualifiedsignature"
TABLES = [DOCUMENT, PAIRS, PEOPLE, LINK, STEP, FILE, SIGNATURE, QUALIFIED, ACKNOWLEDGEMENT]

REGISTERED = "OLD.status IN ('on_paper', 'signed')"
# All that a registered paper may still do: get its scan and so become signed.
MOVED = "NOT (NEW.status = OLD.status OR (OLD.status = 'on_paper' AND NEW.status = 'signed'))"
OF_REGISTERED = (
    f"EXISTS (SELECT 1 FROM {DOCUMENT} d WHERE d.id = OLD.document_id"  # noqa: S608  (names of our own)
    " AND d.status IN ('on_paper', 'signed'))"
)
OF_REGISTERED_SOURCE = OF_REGISTERED.replace("document_id", "source_id")
SAID = "OLD.at IS NOT NULL"

PAPER_WORDS = "Зарегистрированный документ не меняют и не удаляют: нужен новый документ."
FILE_WORDS = "Файл зарегистрированного документа не меняют и не удаляют."
SIGNATURE_WORDS = "Подпись не меняют и не удаляют."
ACKNOWLEDGEMENT_WORDS = "Отметку об ознакомлении не меняют и не удаляют."

# Table, deed, when it is refused, words. CHANGED(column) = any column differs but that one.
RULES = [
    (DOCUMENT, "UPDATE", f"{REGISTERED} AND (CHANGED(status) OR {MOVED})", PAPER_WORDS),
    (DOCUMENT, "DELETE", REGISTERED, PAPER_WORDS),
    (PAIRS, "UPDATE", OF_REGISTERED, PAPER_WORDS),
    (PAIRS, "DELETE", OF_REGISTERED, PAPER_WORDS),
    (PEOPLE, "UPDATE", OF_REGISTERED, PAPER_WORDS),
    (PEOPLE, "DELETE", OF_REGISTERED, PAPER_WORDS),
    (LINK, "UPDATE", OF_REGISTERED_SOURCE, PAPER_WORDS),
    (LINK, "DELETE", OF_REGISTERED_SOURCE, PAPER_WORDS),
    (STEP, "UPDATE", OF_REGISTERED, PAPER_WORDS),
    (STEP, "DELETE", OF_REGISTERED, PAPER_WORDS),
    (FILE, "UPDATE", "TRUE", FILE_WORDS),
    (FILE, "DELETE", "TRUE", FILE_WORDS),
    (SIGNATURE, "UPDATE", "TRUE", SIGNATURE_WORDS),
    (SIGNATURE, "DELETE", "TRUE", SIGNATURE_WORDS),
    (QUALIFIED, "UPDATE", "TRUE", SIGNATURE_WORDS),
    (QUALIFIED, "DELETE", "TRUE", SIGNATURE_WORDS),
    (ACKNOWLEDGEMENT, "UPDATE", f"{SAID} AND CHANGED(due_on)", ACKNOWLEDGEMENT_WORDS),
    (ACKNOWLEDGEMENT, "DELETE", SAID, ACKNOWLEDGEMENT_WORDS),
]


def install(connection):
    """Put the triggers in place; done again, it renews them. Early migrations have not made all the tables yet."""
    remove(connection)
    tables = set(connection.introspection.table_names())
    statements = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor](connection, tables)
    _run(connection, list(statements))


def remove(connection):
    """Take the triggers away: for a migration that must rewrite rows, and for tests that empty the database."""
    names = installed(connection)
    if connection.vendor == "postgresql":  # a trigger goes with its function
        _run(connection, [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in names])
    else:
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in names])


def missing(connection):
    """Names of triggers that should stand and do not, or are switched off: the integrity check reports them."""
    rows = {_name(table, deed) for table, deed, _, _ in RULES}
    more = {_name(table, deed) for table, deed in _more(connection)}
    return sorted((rows | more) - installed(connection))


def installed(connection):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall() if name.startswith("frozen_")}


def _more(connection):
    """What each database needs beside the rules: TRUNCATE fires no row triggers, nor does REPLACE fire DELETE ones."""
    if connection.vendor == "postgresql":
        return [(table, "TRUNCATE") for table in TABLES]
    return [(table, "REPLACE") for table in (DOCUMENT, FILE, SIGNATURE, QUALIFIED)]


def _standing(rules, tables):
    return [rule for rule in rules if rule[0] in tables]


def _postgresql(connection, tables):
    for table, deed, condition, words in _standing(RULES, tables):
        refused = _without_changed(
            condition, "to_jsonb(NEW) - '{0}' IS DISTINCT FROM to_jsonb(OLD) - '{0}'".format
        )
        kept = "OLD" if deed == "DELETE" else "NEW"
        yield _function(_name(table, deed), f"IF {refused} THEN {_raise(words)} END IF; RETURN {kept};")
        yield _trigger(table, deed, "ROW")
    for table, deed in _standing(_more(connection), tables):
        yield _function(_name(table, deed), _raise(PAPER_WORDS))
        yield _trigger(table, deed, "STATEMENT")


def _function(name, body):
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _trigger(table, deed, each):
    name = _name(table, deed)
    return f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


def _raise(words):
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"


def _sqlite(connection, tables):
    for table, deed, condition, words in _standing(RULES, tables):
        refused = _without_changed(condition, lambda column, table=table: _differs(connection, table, column))
        yield _refusal(_name(table, deed), f"{deed} ON {table}", refused, words)
    for table, deed in _standing(_more(connection), tables):
        registered = " AND status IN ('on_paper', 'signed')" if table == DOCUMENT else ""
        refused = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id{registered})"  # noqa: S608  (names of our own)
        yield _refusal(_name(table, deed), f"INSERT ON {table}", refused, PAPER_WORDS)


def _refusal(name, deed, refused, words):
    return f"CREATE TRIGGER {name} BEFORE {deed} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _differs(connection, table, but):
    """SQLite cannot compare whole rows: name every column the table has now."""
    with connection.cursor() as cursor:
        columns = [row.name for row in connection.introspection.get_table_description(cursor, table)]
    return " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns if column != but)


def _without_changed(condition, spell):
    """Spell CHANGED(column) in the words of the database."""
    start, found, rest = condition.partition("CHANGED(")
    if not found:
        return condition
    column, _, rest = rest.partition(")")
    return f"{start}({spell(column)}){rest}"


def _name(table, deed):
    return f"frozen_{table.removeprefix('documents_')}_{deed.lower()}"


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
