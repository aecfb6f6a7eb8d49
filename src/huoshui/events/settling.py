"""What writers left half done is taken back before anybody claims message keys again."""

from typing import Any

import psycopg
from clickhouse_connect.driver.client import Client

from huoshui.bedrock.log import logger

WRITER_LOCK = 0x696E
"""The class of the advisory locks that living writers hold."""


def settle(connection: psycopg.Connection[Any], client: Client) -> int:
    """
    This will take back what writers left half done: rows in ClickHouse of batches that never committed.

    A living writer holds an advisory lock; a batch whose writer's lock can be taken is nobody's. Returns how many
    batches there were. ``connection`` must be in autocommit.
    """
    settled = 0
    for (batch,) in connection.execute("SELECT id FROM intake_batches WHERE closed_at IS NULL ORDER BY id").fetchall():
        with connection.transaction():
            row = connection.execute(_LOCK_ABANDONED, (batch, WRITER_LOCK)).fetchone()
            if row is None:
                continue
            rows = client.query("SELECT count() FROM events WHERE batch = {batch:UInt64}", {"batch": batch}).result_rows
            if rows[0][0]:
                client.command("DELETE FROM events WHERE batch = {batch:UInt64}", {"batch": batch},
                               settings={"lightweight_deletes_sync": 2})  # fmt: skip
            connection.execute("DELETE FROM intake_batches WHERE id = %s", (batch,))
            settled += 1
    if settled:
        logger().info("intake.settled", batches=settled)
    return settled


_LOCK_ABANDONED = """
    WITH batch AS MATERIALIZED (SELECT id, writer FROM intake_batches WHERE id = %s AND closed_at IS NULL)
    SELECT id FROM batch WHERE pg_try_advisory_xact_lock(%s, writer::int)
"""
