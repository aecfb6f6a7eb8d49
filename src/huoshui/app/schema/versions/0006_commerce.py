"""Orders: what was said of each and what it adds up to, the way to the mirror, and who may see them."""

from alembic import op

revision = "0006_commerce"
down_revision = "0005_people"

_ORDERS = """
CREATE SEQUENCE order_versions;
CREATE TABLE orders (
    order_key bigint PRIMARY KEY,  -- hash of (platform, shop, order_id)
    platform text NOT NULL,
    shop text NOT NULL,
    order_id text NOT NULL,
    identity bigint,
    units bigint[] NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('placed', 'paid', 'partly_refunded', 'refunded', 'cancelled', 'withdrawn')),
    placed_at timestamptz NOT NULL,
    paid_at timestamptz,
    cancelled_at timestamptz,
    total_fen bigint NOT NULL,
    paid_fen bigint NOT NULL,
    refunded_fen bigint NOT NULL,
    currency text NOT NULL,
    online boolean NOT NULL,
    store text,  -- as it was written; units has its number when there is such a unit
    channel text NOT NULL,
    status text,
    salesperson text,
    coupon text,
    affiliation text,
    items json NOT NULL,  -- arrays of product id, sku, name, quantity, price in fen
    refunds json NOT NULL,  -- arrays of number, amount in fen (null: all), moment in milliseconds, reason
    facts json NOT NULL,
    version bigint NOT NULL DEFAULT nextval('order_versions')
);
CREATE INDEX orders_identity ON orders (identity, placed_at DESC) WHERE identity IS NOT NULL;
CREATE INDEX orders_placed ON orders (placed_at DESC, order_key DESC);
CREATE INDEX orders_version ON orders (version);
CREATE INDEX orders_storeless ON orders (store) WHERE units = '{}' AND store IS NOT NULL;
COMMENT ON COLUMN orders.facts IS 'all that was said, with receivers sealed; every other column follows from it';
CREATE TABLE order_identities (identity bigint NOT NULL, order_key bigint NOT NULL);
COMMENT ON TABLE order_identities IS 'everybody who had to do with an order, when that is more than the buyer';
CREATE INDEX order_identities_identity ON order_identities (identity);
CREATE INDEX order_identities_order ON order_identities (order_key);
CREATE TABLE order_imports (import_id bigint NOT NULL, order_key bigint NOT NULL);
CREATE INDEX order_imports_import ON order_imports USING brin (import_id) WITH (pages_per_range = 16);
CREATE TABLE order_mirror (one boolean PRIMARY KEY DEFAULT true CHECK (one), version bigint NOT NULL DEFAULT 0);
COMMENT ON TABLE order_mirror IS 'ClickHouse has every order up to this version; 0 sends all of them again';
INSERT INTO order_mirror DEFAULT VALUES
"""

_LINES = """
CREATE VIEW order_items WITH (security_invoker) AS
SELECT order_key, line::int - 1 AS line, item ->> 0 AS product_id, item ->> 1 AS sku, item ->> 2 AS name,
       (item ->> 3)::numeric AS quantity, (item ->> 4)::bigint AS price_fen
FROM orders CROSS JOIN json_array_elements(items) WITH ORDINALITY AS lines (item, line);
CREATE VIEW refunds WITH (security_invoker) AS
SELECT order_key, refund ->> 0 AS refund_key, (refund ->> 1)::bigint AS amount_fen,
       to_timestamp((refund ->> 2)::numeric / 1000) AS refunded_at, refund ->> 3 AS reason
FROM orders CROSS JOIN json_array_elements(refunds) AS lines (refund)
"""

_SIGHT = """
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY orders_scope ON orders FOR SELECT TO huoshui_reader USING (huoshui_sees(units));
GRANT SELECT ON orders, order_items, refunds TO huoshui_reader;
REVOKE ALL ON order_identities, order_imports, order_mirror FROM huoshui_reader
"""


def upgrade() -> None:
    for statements in (_ORDERS, _LINES, _SIGHT):
        op.execute(statements)


def downgrade() -> None:
    op.execute("DROP VIEW order_items, refunds")
    op.execute("DROP TABLE order_mirror, order_imports, order_identities, orders")
    op.execute("DROP SEQUENCE order_versions")
