-- The summary of each person in people_refreshing: the same answers that people.rules gives, for many people at once.
WITH held AS MATERIALIZED (
    SELECT person, identity, split_part(namespace, ':', 1) AS kind, first_seen_at FROM people_refreshing
),
base AS (
    SELECT person, bool_or(kind = ANY(CAST(:strong AS text[]))) AS identified, min(first_seen_at) AS since FROM held GROUP BY person
),
said AS (  -- the newest word on the few traits that a summary needs
    SELECT DISTINCT ON (held.person, traits.name) held.person, traits.name, traits.value
    FROM held JOIN traits USING (identity)
    WHERE traits.name IN ('nickname', 'name', 'phone', 'email')
    ORDER BY held.person, traits.name, traits.occurred_at DESC, traits.message_id DESC, traits.value = 'null' DESC,
             traits.source DESC, traits.import_id DESC, traits.identity DESC
),
names AS (
    SELECT person, max(value #>> '{}') FILTER (WHERE name = 'nickname') AS nickname,
           max(value #>> '{}') FILTER (WHERE name = 'name') AS name, max(value #>> '{}') FILTER (WHERE name = 'phone') AS phone
    FROM said WHERE jsonb_typeof(value) IN ('string', 'number') GROUP BY person
),
addresses AS (
    SELECT person, kind FROM held WHERE kind IN ('phone', 'email')
    UNION SELECT person, name FROM said WHERE name IN ('phone', 'email') AND value NOT IN ('null', '""')
),
contacts AS (
    SELECT held.person, line.channel, line.counterpart, line.active, line.since
    FROM held JOIN contactability AS line USING (identity)
),
channels AS (
    SELECT DISTINCT person, line.channel, true AS needs_consent
    FROM addresses JOIN unnest(CAST(:channels AS text[]), CAST(:addresses AS text[])) AS line (channel, kind) USING (kind)
    UNION
    SELECT DISTINCT person, channel, false FROM contacts AS contact
    WHERE active AND NOT EXISTS (
        SELECT FROM contacts AS ended
        WHERE ended.person = contact.person AND ended.channel = contact.channel AND NOT ended.active
          AND (ended.counterpart = contact.counterpart OR ended.counterpart = '' OR contact.counterpart = '')
          AND ended.since >= contact.since)
),
lines AS (
    SELECT held.person, consents.* FROM held JOIN consents USING (identity) WHERE purpose = 'marketing'
),
words AS (  -- each identity's latest word on each of the person's channels; of two at one moment the "no" counts
    SELECT DISTINCT ON (channels.person, channels.channel, lines.identity) channels.person, channels.channel, lines.granted
    FROM channels JOIN lines ON lines.person = channels.person AND lines.channel IN (channels.channel, 'all')
    ORDER BY channels.person, channels.channel, lines.identity, lines.occurred_at DESC, lines.granted
),
answers AS (
    SELECT person, channel, bool_and(granted) AS allowed FROM words GROUP BY person, channel
),
reach AS (
    SELECT person, array_agg(DISTINCT channel ORDER BY channel) AS reach
    FROM channels LEFT JOIN answers USING (person, channel)
    WHERE coalesce(allowed, NOT needs_consent) GROUP BY person
),
places AS (
    SELECT person, array_agg(DISTINCT unit ORDER BY unit) AS units
    FROM held JOIN affiliations USING (identity) WHERE unit IS NOT NULL GROUP BY person
),
labels AS (
    SELECT person, array_agg(tag ORDER BY tag) AS tags
    FROM (
        SELECT person, tag FROM held JOIN tags USING (identity) GROUP BY person, tag
        HAVING max(added_at) IS NOT NULL AND (max(removed_at) IS NULL OR max(added_at) > max(removed_at))
    ) AS carried GROUP BY person
),
summaries AS (
    SELECT base.person, base.identified, reach.reach IS NOT NULL AS reachable, coalesce(reach.reach, '{}') AS reach,
           coalesce(places.units, '{}') AS units, coalesce(labels.tags, '{}') AS tags,
           left(coalesce(nullif(names.nickname, ''), nullif(names.name, ''), names.phone, ''), 200) AS display, base.since
    FROM base LEFT JOIN reach USING (person) LEFT JOIN places USING (person) LEFT JOIN labels USING (person)
         LEFT JOIN names USING (person)
),
changed AS (
    INSERT INTO people (person, identified, reachable, reach, units, tags, display, since, version, updated_at)
    SELECT new.*, nextval('people_versions'), CAST(:now AS timestamptz)
    FROM summaries AS new LEFT JOIN people AS known USING (person)
    WHERE known.person IS NULL
       OR (known.identified, known.reach, known.units, known.tags, known.display, known.since)
          IS DISTINCT FROM (new.identified, new.reach, new.units, new.tags, new.display, new.since)
    ON CONFLICT (person) DO UPDATE SET
        identified = excluded.identified, reachable = excluded.reachable, reach = excluded.reach, units = excluded.units,
        tags = excluded.tags, display = excluded.display, since = excluded.since, version = excluded.version,
        updated_at = excluded.updated_at
    RETURNING person, version
)
INSERT INTO people_changed (person, version) SELECT person, version FROM changed
