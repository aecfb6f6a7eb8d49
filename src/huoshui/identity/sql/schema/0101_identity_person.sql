-- distributed: identity_person by cityHash64(identity)
-- Whose an identity is. An identity that was never anybody else's has no row: it is its own person.
CREATE TABLE IF NOT EXISTS identity_person {on_cluster}
(
    identity UInt64,
    person   UInt64,
    version  UInt64
)
ENGINE = {ReplacingMergeTree(version)}
ORDER BY identity;
