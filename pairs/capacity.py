"""The database itself refuses a mentee too many, and the same mentee twice with one mentor (CON-4).

Places are counted where the mentor stands in the bank: an open entry says how many there are. A mentor who has left
the bank may keep the mentees there are. On PostgreSQL the entry is the row where two transactions meet; SQLite lets
one transaction write at a time.

A table that SQLite remakes in a migration loses its triggers, and those of other tables that name it stop the
migration: so `manage.py migrate` takes them away first there and puts them back at its end (pairs/apps.py).
"""

MEMBER, PAIR, ENTRY = "pairs_pairmember", "pairs_pair", "people_mentorentry"
NO_ROOM = "У наставника нет свободного места: выберите другого или увеличьте число мест в его записи банка."
TWICE = "Этот человек уже в паре с этим наставником."
TOO_FEW = "Мест меньше, чем наставляемых у этого наставника."

TAKEN = (  # rows of the mentor's open pairs
    f"FROM {MEMBER} m JOIN {PAIR} p ON p.id = m.pair_id"
    " WHERE p.status <> 'ended' AND m.left_on IS NULL AND p.mentor_id = {mentor}"
)
OWN = f"FROM {MEMBER} o WHERE o.pair_id = NEW.id AND o.left_on IS NULL"
MENTOR_OF_NEW = f"(SELECT mentor_id FROM {PAIR} WHERE id = NEW.pair_id AND status <> 'ended')"  # noqa: S608  (our names)
CAPACITY = f"(SELECT capacity FROM {ENTRY} WHERE person_id = {{mentor}} AND left_on IS NULL)"  # noqa: S608
NEW_PLACE = (
    "NEW.left_on IS NULL"
    " AND (OLD.left_on IS NOT NULL OR OLD.pair_id <> NEW.pair_id OR OLD.person_id <> NEW.person_id)"
)
OPENED = "NEW.status <> 'ended' AND (OLD.status = 'ended' OR OLD.mentor_id <> NEW.mentor_id)"
FEWER = "NEW.left_on IS NULL AND NEW.capacity < OLD.capacity"


def install(connection):
    """Put the triggers in place; done again, it renews them. Early migrations have not made all the tables yet."""
    remove(connection)
    if not {MEMBER, PAIR, ENTRY} <= set(connection.introspection.table_names()):
        return
    _run(connection, {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]())


def remove(connection):
    """Take the guards away, switched off ones too."""
    if connection.vendor == "postgresql":  # a trigger goes with its function
        _run(connection, [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in names_on(connection)])
    else:
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in names_on(connection)])


def missing(connection):
    """Names of triggers that should stand and do not, or are switched off: the integrity check reports them."""
    return sorted(names_on(connection) - installed(connection))


def names_on(connection):
    names = {"capacity_member", "capacity_pair", "capacity_entry"}
    return names | ({"capacity_member_added"} if connection.vendor == "sqlite" else set())


def installed(connection):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall() if name.startswith("capacity_")}


def _postgresql():
    member = f"""
        IF TG_OP = 'UPDATE' AND NOT ({NEW_PLACE}) OR NEW.left_on IS NOT NULL THEN RETURN NEW; END IF;
        SELECT p.mentor_id INTO mentor FROM {PAIR} p WHERE p.id = NEW.pair_id AND p.status <> 'ended' FOR SHARE;
        SELECT e.capacity INTO room FROM {ENTRY} e WHERE e.person_id = mentor AND e.left_on IS NULL FOR UPDATE;
        IF EXISTS (SELECT 1 {TAKEN.format(mentor="mentor")} AND m.person_id = NEW.person_id AND m.id <> NEW.id)
            THEN {_raise(TWICE)} END IF;
        IF (SELECT count(*) {TAKEN.format(mentor="mentor")} AND m.id <> NEW.id) + 1 > room
            THEN {_raise(NO_ROOM)} END IF;"""  # noqa: S608  (names of our own)
    pair = f"""
        IF NOT ({OPENED}) THEN RETURN NEW; END IF;
        SELECT e.capacity INTO room FROM {ENTRY} e WHERE e.person_id = NEW.mentor_id AND e.left_on IS NULL FOR UPDATE;
        IF EXISTS (SELECT 1 {TAKEN.format(mentor="NEW.mentor_id")} AND p.id <> NEW.id
                AND m.person_id IN (SELECT o.person_id {OWN}))
            THEN {_raise(TWICE)} END IF;
        IF (SELECT count(*) {TAKEN.format(mentor="NEW.mentor_id")} AND p.id <> NEW.id)
                + (SELECT count(*) {OWN}) > room
            THEN {_raise(NO_ROOM)} END IF;"""  # noqa: S608
    entry = f"""
        IF {FEWER} AND (SELECT count(*) {TAKEN.format(mentor="NEW.person_id")}) > NEW.capacity
            THEN {_raise(TOO_FEW)} END IF;"""  # noqa: S608
    yield from _function("capacity_member", f"INSERT OR UPDATE ON {MEMBER}", member)
    yield from _function("capacity_pair", f"UPDATE OF status, mentor_id ON {PAIR}", pair)
    yield from _function("capacity_entry", f"UPDATE OF capacity ON {ENTRY}", entry)


def _function(name, deed, body):
    declared = "DECLARE mentor bigint; room integer;"
    yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {declared} BEGIN {body} RETURN NEW; END $$"
    yield f"CREATE TRIGGER {name} BEFORE {deed} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _raise(words):
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"


def _sqlite():
    others = TAKEN.format(mentor=MENTOR_OF_NEW) + " AND m.id IS NOT NEW.id"
    member = [
        (TWICE, f"EXISTS (SELECT 1 {others} AND m.person_id = NEW.person_id)"),
        (NO_ROOM, f"(SELECT count(*) {others}) + 1 > {CAPACITY.format(mentor=MENTOR_OF_NEW)}"),
    ]
    others = TAKEN.format(mentor="NEW.mentor_id") + " AND p.id <> NEW.id"
    room = CAPACITY.format(mentor="NEW.mentor_id")
    pair = [
        (TWICE, f"EXISTS (SELECT 1 {others} AND m.person_id IN (SELECT o.person_id {OWN}))"),
        (NO_ROOM, f"(SELECT count(*) {others}) + (SELECT count(*) {OWN}) > {room}"),
    ]
    entry = [(TOO_FEW, f"(SELECT count(*) {TAKEN.format(mentor='NEW.person_id')}) > NEW.capacity")]
    yield _refusals("capacity_member_added", f"INSERT ON {MEMBER}", "NEW.left_on IS NULL", member)
    yield _refusals("capacity_member", f"UPDATE ON {MEMBER}", NEW_PLACE, member)
    yield _refusals("capacity_pair", f"UPDATE OF status, mentor_id ON {PAIR}", OPENED, pair)
    yield _refusals("capacity_entry", f"UPDATE OF capacity ON {ENTRY}", FEWER, entry)


def _refusals(name, deed, when, rules):
    checks = " ".join(f"SELECT RAISE(ABORT, '{words}') WHERE {refused};" for words, refused in rules)
    return f"CREATE TRIGGER {name} BEFORE {deed} WHEN {when} BEGIN {checks} END"


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
