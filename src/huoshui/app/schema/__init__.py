"""Both schemas: Alembic revisions for PostgreSQL, numbered files of each stage for ClickHouse."""
