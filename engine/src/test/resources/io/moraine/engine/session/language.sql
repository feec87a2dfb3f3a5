-- One query a line; after === DuckDB's words for it.
-- Recursive queries
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 20) SELECT * FROM r
WITH RECURSIVE r(a, b) AS (SELECT 1, 'x' UNION ALL SELECT a + 1, concat(b, 'y') FROM r WHERE a < 5) SELECT b, a FROM r WHERE a > 2
WITH RECURSIVE r AS (SELECT id, k, 0 AS depth FROM t WHERE id = 1 UNION ALL SELECT t.id, t.k, r.depth + 1 FROM t JOIN r ON t.id = r.id + 1 WHERE r.depth < 6) SELECT depth, count(*), min(k) FROM r GROUP BY depth
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n * 2 FROM r WHERE n < 100) SELECT a.n, b.n FROM r AS a JOIN r AS b ON a.n = b.n * 4
WITH RECURSIVE r AS (SELECT id FROM t WHERE FALSE UNION ALL SELECT id FROM r) SELECT * FROM r
WITH RECURSIVE c AS (SELECT k FROM t), r AS (SELECT 3 AS n UNION ALL SELECT n - 1 FROM r WHERE n > 0) SELECT n FROM r WHERE n IN (SELECT k FROM c)
-- Lateral joins
SELECT t.id, l.m FROM t, LATERAL (SELECT max(v) AS m FROM u WHERE u.k = t.k) AS l
SELECT t.id, l.v FROM t LEFT JOIN LATERAL (SELECT v FROM u WHERE u.k = t.k AND u.v > 0) AS l ON TRUE
SELECT t.id, l.v FROM t CROSS JOIN LATERAL (SELECT v, s FROM u WHERE u.id <= t.k ORDER BY id DESC LIMIT 2) AS l === SELECT t.id, l.v FROM t CROSS JOIN LATERAL (SELECT v, s FROM u WHERE u.id <= t.k ORDER BY id DESC LIMIT 2) AS l
SELECT t.id, a.x, b.y FROM t, LATERAL (SELECT t.k + 1 AS x) AS a, LATERAL (SELECT a.x * 2 AS y) AS b
-- Elements as rows
SELECT id, y FROM t, LATERAL explode(array(k, id)) AS e(y) === SELECT id, unnest([k, id]) FROM t
SELECT t.id, y FROM t CROSS JOIN UNNEST(array(k, id)) AS e(y) WHERE y > 3 === SELECT id, x FROM (SELECT id, unnest([k, id]) AS x FROM t) AS q WHERE x > 3
SELECT y, count(*) FROM t LATERAL VIEW explode(split('a,b,a', ',')) e AS y GROUP BY y === SELECT y, count(*) FROM t, (SELECT unnest(['a', 'b', 'a']) AS y) AS q GROUP BY y
-- Aggregates
SELECT k, count_if(b), bit_and(id), bit_or(id), bit_xor(id) FROM t GROUP BY k === SELECT k, count(*) FILTER (WHERE b), bit_and(id), bit_or(id), bit_xor(id) FROM t GROUP BY k
SELECT k, median(id), percentile(id, 0.25) FROM t GROUP BY k === SELECT k, median(id), quantile_cont(id, 0.25) FROM t GROUP BY k
SELECT k, percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM t GROUP BY k === SELECT k, CAST(quantile_disc(id, 0.5) AS DOUBLE) FROM t GROUP BY k
SELECT k, listagg(s, '/') WITHIN GROUP (ORDER BY id) FROM t GROUP BY k === SELECT k, string_agg(s, '/' ORDER BY id) FROM t GROUP BY k
SELECT aggregate(collect_list(id), CAST(0 AS BIGINT), (a, x) -> a + x), sum(id) FROM t === SELECT sum(id), sum(id) FROM t
SELECT id, transform(array(id, k), x -> x + t.id) FROM t === SELECT id, [id + id, k + id] FROM t
