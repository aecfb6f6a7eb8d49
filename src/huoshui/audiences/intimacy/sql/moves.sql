-- Who changed their trust stage in a run; new people only when they are more than strangers.
INSERT INTO intimacy_moves
SELECT person, {now:Int64}, came_from, stage, points, run
FROM intimacy_scores
WHERE run = {run:UInt32} AND stage != came_from AND NOT (came_from = -1 AND stage = 0)
