-- distributed: value_predictions by cityHash64(person)
-- What a run of the value model expects of each person who ever bought; a run is read only when PostgreSQL says that it is done.
-- A run that was interrupted writes the same rows again. Money is in fen; `wait_days` is infinite where it is beyond telling.
CREATE TABLE IF NOT EXISTS value_predictions {on_cluster}
(
    run            UInt64,
    person         UInt64,
    frequency      UInt32,
    recency_days   UInt32,
    age_days       UInt32,
    paid_fen       Int64,
    alive          Float64,
    purchases      Float64,
    purchases_low  Float64,
    purchases_high Float64,
    buys           Float64,
    wait_days      Float64,
    spend_fen      Float64,
    value_fen      Float64,
    value_low_fen  Float64,
    value_high_fen Float64
)
ENGINE = {ReplacingMergeTree}
PARTITION BY run
ORDER BY (run, person);
