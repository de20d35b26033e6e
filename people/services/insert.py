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
