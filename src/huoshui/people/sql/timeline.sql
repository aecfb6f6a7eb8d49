SELECT toUnixTimestamp64Milli(occurred_at) AS moment, toUnixTimestamp64Milli(received_at) AS received, message_id, name,
    kind, channel, source, identity, properties
FROM events
WHERE identity IN {identities:Array(UInt64)} {older}
ORDER BY occurred_at DESC, message_id DESC
LIMIT {limit:UInt32}
