-- distributed: intimacy_scores by cityHash64(person)
-- How close everybody is, a whole set a run: scores in ten-thousandths, z by its parts, the trust stage (0 陌生人 … 3 家人) with
-- since when it lasts, and the stage before this run (-1: new). Readers read the run that was published last, so that they
-- see one set or the next and never a mix; older runs are dropped as partitions.
CREATE TABLE IF NOT EXISTS intimacy_scores {on_cluster}
(
    run         UInt32,
    person      UInt64,
    points      Int64 CODEC(ZSTD(1)),
    z           Float64 CODEC(ZSTD(1)),
    depth       Float64 CODEC(ZSTD(1)),
    reciprocity Float64 CODEC(ZSTD(1)),
    willingness Float64 CODEC(ZSTD(1)),
    value       Float64 CODEC(ZSTD(1)),
    fatigue     Float64 CODEC(ZSTD(1)),
    stopped_at  Int64 CODEC(ZSTD(1)),
    stage       UInt8,
    since       Int64 CODEC(ZSTD(1)),
    came_from   Int8
)
ENGINE = {MergeTree}
PARTITION BY run
ORDER BY person;
-- distributed: intimacy_moves by cityHash64(person)
-- Changes of trust stages. A run that is repeated writes the same rows again.
CREATE TABLE IF NOT EXISTS intimacy_moves {on_cluster}
(
    person    UInt64,
    at        Int64,
    came_from Int8,
    stage     UInt8,
    points    Int64,
    run       UInt32
)
ENGINE = {ReplacingMergeTree(run)}
ORDER BY (person, at);
-- distributed: intimacy_published by cityHash64(run)
-- Which runs are whole: one row each, written last.
CREATE TABLE IF NOT EXISTS intimacy_published {on_cluster}
(
    run       UInt32,
    as_of     Int64,
    version   UInt32,
    people    UInt64
)
ENGINE = {MergeTree}
ORDER BY run;
