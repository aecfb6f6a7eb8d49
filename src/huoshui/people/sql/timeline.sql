SELECT toUnixTimestamp64Milli(occurred_at) AS moment, message_id, name, kind, channel, source, identity, properties
FROM events
WHERE identity IN {identities:Array(UInt64)} {older}
ORDER BY occurred_at DESC, message_id DESC
LIMIT {limit:UInt32}
