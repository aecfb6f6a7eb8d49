SELECT count() AS events, toUnixTimestamp64Milli(max(received_at)) AS newest FROM events
