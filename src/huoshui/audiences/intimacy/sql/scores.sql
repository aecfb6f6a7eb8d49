-- Everybody's score, parts and trust stage, as one run. The innermost text says what each person's signals come to; the lines
-- of a person meet here, with the line of the run before, which knows the trust stage until now. Nothing is joined.
INSERT INTO intimacy_scores
SELECT
    {run:UInt32} AS run, person, points, z, depth, reciprocity, willingness, value, fatigue, stopped_at,
    multiIf(was < 0, rises,
            {now:Int64} - was_since < {dwell:Int64}, was,
            rises > was, rises,
            least(was, stays)) AS stage,
    if(stage = was, was_since, {now:Int64}) AS since,
    was AS came_from
FROM
(
    SELECT
        *,
        toInt64(round(score * 10000)) AS points,
        toInt8(arrayCount(enter -> points >= enter, {enter:Array(Int64)})) AS rises,
        toInt8(arrayCount(leave -> points >= leave, {leave:Array(Int64)})) AS stays
    FROM
    (
        SELECT
            person,
            sumIf(term, part = 1) AS depth, sumIf(term, part = 2) AS reciprocity, sumIf(term, part = 3) AS willingness,
            sumIf(term, part = 4) AS value, sumIf(term, part = 5) AS fatigue,
            depth + reciprocity + willingness + value + fatigue AS z,
            arrayCount(anchor -> anchor <= z, {zs:Array(Float64)}) AS below,
            multiIf(
                below = 0,
                {scores:Array(Float64)}[1] * exp((z - {zs:Array(Float64)}[1]) / {spread:Float64}),
                below = length({zs:Array(Float64)}),
                100 - (100 - {scores:Array(Float64)}[-1]) * exp(({zs:Array(Float64)}[-1] - z) / {spread:Float64}),
                {scores:Array(Float64)}[below]
                    + ({scores:Array(Float64)}[below + 1] - {scores:Array(Float64)}[below])
                    * ((z - {zs:Array(Float64)}[below]) / ({zs:Array(Float64)}[below + 1] - {zs:Array(Float64)}[below]))
            ) AS score,
            max(stopped) AS stopped_at,
            max(stage_was) AS was,
            max(since_was) AS was_since,
            max(is_new) AS scored
        FROM
        (
            SELECT
                person, {parts:Array(UInt8)}[signal] AS part, term,
                if(until < {now:Int64}, until, 0) AS stopped,
                toInt8(-1) AS stage_was, toInt64(0) AS since_was, 1 AS is_new
            FROM
            (
                SELECT person, signal, until,
                    {weights:Array(Float64)}[signal] * log1p(greatest(0, decayed - if(has({repeated:Array(UInt8)}, signal),
                        exp2((latest - until) / {half_lives:Array(Float64)}[signal]), 0))) AS term
                FROM
                (
«signals»
                )
            )
            UNION ALL
            SELECT person, toUInt8(0), toFloat64(0), toInt64(0), toInt8(stage), since, 0
            FROM intimacy_scores
            WHERE run = {before:UInt32}
        )
        GROUP BY person
        HAVING scored = 1
    )
)
