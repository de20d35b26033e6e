"""A staff list of thousands of people goes in by the driver itself: through the ORM it costs five times as much."""

from django.db import connection


def insert_rows(model, columns, rows):
    """Insert plain values, already as the database keeps them, for the columns named by the model's fields."""
    names = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in columns)
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES "  # noqa: S608
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values  # noqa: PLC0415  (SQLite runs without the driver)

            execute_values(cursor.cursor, f"{into}%s", rows, page_size=1000)
        else:
            cursor.executemany(f"{into}({', '.join(['%s'] * len(columns))})", rows)


def update_rows(rows, names):
    """Write these fields of saved rows; `bulk_update` spends six times as long on putting its CASEs together."""
    if not rows:
        return
    fields = [rows[0]._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    update = f"UPDATE {quote(rows[0]._meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_batch  # noqa: PLC0415  (SQLite runs without the driver)

            execute_batch(cursor.cursor, update, values, page_size=500)
        else:
            cursor.executemany(update, values)
