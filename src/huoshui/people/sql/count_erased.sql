SELECT count() FROM events
WHERE (identity IN {identities:Array(UInt64)} OR hasAny(identities, {identities:Array(UInt64)}))
  AND occurred_at <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
