-- One query a line; after === DuckDB's words for it.
-- Filters and three-valued logic
SELECT * FROM t WHERE k = 3
SELECT id FROM t WHERE k <> 3
SELECT id FROM t WHERE NOT (k = 3)
SELECT id FROM t WHERE NOT (k = 3 AND b)
SELECT id FROM t WHERE k = 3 OR b
SELECT id FROM t WHERE b IS NOT TRUE
SELECT id FROM t WHERE b IS UNKNOWN === SELECT id FROM t WHERE b IS NULL
SELECT id FROM t WHERE (k > 2) = b
SELECT id, k > 2 AND b, k > 2 OR b, NOT b FROM t
SELECT id FROM t WHERE k BETWEEN 2 AND 4
SELECT id FROM t WHERE k NOT BETWEEN 2 AND 4
SELECT id FROM t WHERE k NOT BETWEEN 2 AND NULL
SELECT id FROM t WHERE k IN (1, 2, NULL)
SELECT id FROM t WHERE k NOT IN (1, 2)
SELECT id FROM t WHERE k NOT IN (1, NULL)
SELECT id FROM t WHERE s LIKE 'a%'
SELECT id FROM t WHERE s NOT LIKE '%b%'
SELECT id FROM t WHERE s LIKE 'a!_c' ESCAPE '!'
SELECT id FROM t WHERE s ILIKE 'zZ'
SELECT id FROM t WHERE s = ''
SELECT id FROM t WHERE s IS NOT DISTINCT FROM NULL
SELECT id FROM t WHERE k <=> NULL === SELECT id FROM t WHERE k IS NULL
SELECT id FROM t WHERE d >= DATE '2024-02-15' AND d < DATE '2024-04-01'
SELECT id FROM t WHERE n > 10.5 AND x < 0
SELECT id FROM t WHERE n > x
SELECT id FROM t WHERE NULL
SELECT id FROM t WHERE k = NULL
SELECT id FROM t WHERE 1 = 1 AND 2 > 1
SELECT id FROM t WHERE 1 = 2
SELECT id FROM t WHERE (k = 1 AND s = 'ab') OR (k = 1 AND s = 'b') OR (k = 2 AND b)
-- Expressions
SELECT id, CASE WHEN k > 5 THEN 'high' WHEN k > 2 THEN 'mid' END FROM t
SELECT id, CASE k WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE s END FROM t
SELECT id, coalesce(k, -1), nullif(k, 3), k + id, k * n, n / 2, x / 4, -k FROM t
SELECT id, CAST(k AS STRING), CAST(id AS DOUBLE), CAST('12' AS INT), CAST(n AS INT) > 1000 FROM t === SELECT id, CAST(k AS VARCHAR), CAST(id AS DOUBLE), 12, n > 1000 FROM t
SELECT id, upper(s), length(s), concat(s, '-', s), substring(s, 2, 1) FROM t === SELECT id, upper(s), length(s), s || '-' || s, substring(s, 2, 1) FROM t
SELECT id, year(d), month(d), day(d), extract(year FROM d) FROM t
SELECT id, d + INTERVAL 1 MONTH FROM t === SELECT id, CAST(d + INTERVAL 1 MONTH AS DATE) FROM t
SELECT id, k % 3, id % 7 FROM t
SELECT greatest(1, 2, 3), least(4, 2), abs(-3), 1 + 2 * 3
SELECT 1, 'a', NULL, TRUE, 1.50, 2.5e0, DATE '2024-01-02'
SELECT a.x, a.y.z, id FROM p
SELECT p.a.x FROM p WHERE a.y.z = 'r' OR a.x = 7
SELECT a.* FROM p WHERE id < 3 === SELECT a.x, a.y FROM p WHERE id < 3
SELECT id FROM p WHERE a IS NULL
SELECT * EXCEPT (d, n) FROM t === SELECT * EXCLUDE (d, n) FROM t
SELECT t.* EXCEPT (d), u.v FROM t JOIN u ON t.id = u.id === SELECT t.* EXCLUDE (d), u.v FROM t JOIN u ON t.id = u.id
SELECT k, k, k AS z FROM t
SELECT id AS k, k AS id FROM t
-- Joins
SELECT t.id, u.id FROM t JOIN u ON t.k = u.k
SELECT t.id, u.id FROM t LEFT JOIN u ON t.k = u.k
SELECT t.id, u.id FROM t RIGHT JOIN u ON t.k = u.k
SELECT t.id, u.id FROM t FULL JOIN u ON t.k = u.k
SELECT t.id, u.id FROM t LEFT JOIN u ON t.k = u.k AND u.v > 0
SELECT t.id, u.id FROM t LEFT JOIN u ON t.k = u.k AND t.b
SELECT t.id, u.id FROM t FULL JOIN u ON t.k = u.k AND u.v > 0 AND t.b
SELECT t.id, u.id FROM t RIGHT JOIN u ON t.k = u.k AND t.b
SELECT t.id, u.id FROM t LEFT JOIN u ON t.k = u.k WHERE u.v > 0
SELECT t.id, u.id FROM t LEFT JOIN u ON t.k = u.k WHERE u.v IS NULL
SELECT t.id, u.id FROM t FULL JOIN u ON t.k = u.k WHERE t.id > 5
SELECT t.id, u.id FROM t FULL JOIN u ON t.k = u.k WHERE coalesce(t.id, u.id) > 5
SELECT t.id, u.id FROM t LEFT JOIN u ON t.k < u.k AND t.s = 'ab'
SELECT t.id, u.id FROM t FULL JOIN u ON t.k < u.k AND u.s = 'ab'
SELECT t.id, u.id FROM t RIGHT JOIN u ON t.k > u.k + 3
SELECT t.id, u.id FROM t JOIN u ON t.k <=> u.k === SELECT t.id, u.id FROM t JOIN u ON t.k IS NOT DISTINCT FROM u.k
SELECT t.id, u.id FROM t JOIN u ON t.k = u.k AND t.s = u.s
SELECT t.id, u.id FROM t JOIN u ON t.k + 1 = u.k
SELECT t.id, u.id FROM t JOIN u ON t.k = u.v
SELECT t.id, u.id FROM t JOIN u ON t.n = u.k
SELECT t.id, u.id FROM t JOIN u ON t.x = u.v + 0.5
SELECT t.id, w.k FROM t CROSS JOIN w WHERE t.id < 4
SELECT t.id, u.id FROM t LEFT JOIN u ON TRUE WHERE t.id < 3
SELECT t.id FROM t LEFT SEMI JOIN u ON t.k = u.k === SELECT t.id FROM t SEMI JOIN u ON t.k = u.k
SELECT t.id FROM t LEFT ANTI JOIN u ON t.k = u.k === SELECT t.id FROM t ANTI JOIN u ON t.k = u.k
SELECT t.id FROM t LEFT SEMI JOIN u ON t.k = u.k AND u.v > t.id === SELECT t.id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE t.k = u.k AND u.v > t.id)
SELECT t.id FROM t LEFT ANTI JOIN u ON t.k < u.k AND t.b === SELECT t.id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE t.k < u.k AND t.b)
SELECT * FROM t JOIN u USING (k) === SELECT t.k, t.* EXCLUDE (k), u.* EXCLUDE (k) FROM t JOIN u ON t.k = u.k
SELECT * FROM t LEFT JOIN u USING (k, s) === SELECT t.k, t.s, t.* EXCLUDE (k, s), u.* EXCLUDE (k, s) FROM t LEFT JOIN u ON t.k = u.k AND t.s = u.s
SELECT * FROM t RIGHT JOIN u USING (k) === SELECT u.k, t.* EXCLUDE (k), u.* EXCLUDE (k) FROM t RIGHT JOIN u ON t.k = u.k
SELECT * FROM t FULL JOIN u USING (k) === SELECT coalesce(t.k, u.k), t.* EXCLUDE (k), u.* EXCLUDE (k) FROM t FULL JOIN u ON t.k = u.k
SELECT k, t.k, u.k FROM t FULL JOIN u USING (k)
SELECT * FROM u NATURAL JOIN w === SELECT u.k, u.* EXCLUDE (k), w.* EXCLUDE (k) FROM u JOIN w ON u.k = w.k
SELECT k, name FROM u NATURAL LEFT JOIN w
SELECT k, name FROM u NATURAL FULL JOIN w
SELECT t.id FROM t LEFT SEMI JOIN u USING (k) === SELECT t.id FROM t SEMI JOIN u USING (k)
SELECT a.id, b.id FROM t a JOIN t b ON a.k = b.id
SELECT a.id, b.id, c.id FROM t a, t b, t c WHERE a.k = b.id AND b.k = c.id
SELECT t.id, u.id, w.name FROM t, u, w WHERE t.k = u.k AND u.k = w.k AND t.id < u.id
SELECT count(*), sum(t.id), sum(u.id), sum(a.id) FROM t, u, w, t a WHERE t.k = u.k AND u.k = w.k AND a.id = t.id AND a.b
SELECT count(*) FROM t, u, w, t a, u c WHERE t.k = u.k AND w.k = c.k AND a.id = c.id AND a.id = t.id AND w.grp = 'g1'
SELECT w.name, x.c FROM w LEFT JOIN (SELECT k, count(*) AS c FROM t GROUP BY k) x ON x.k = w.k
SELECT t.id, e.s FROM t LEFT JOIN e ON t.k = e.k
SELECT t.id, e.s FROM t FULL JOIN e ON t.k = e.k
SELECT t.id, e.s FROM e RIGHT JOIN t ON t.k = e.k
SELECT * FROM e JOIN t ON TRUE
SELECT x.id FROM (t JOIN u USING (k)) JOIN t x ON x.id = v
SELECT t.id, w.name FROM t LEFT JOIN (u JOIN w ON u.k = w.k) ON t.id = u.id
-- Grouping
SELECT k, count(*), count(s), sum(id), min(s), max(d), avg(n), avg(id), avg(x) FROM t GROUP BY k
SELECT count(*), sum(t.k), avg(e.k), min(t.k), max(e.s) FROM e, t
SELECT count(*), sum(k) FROM e
SELECT k, count(*) FROM e GROUP BY k
SELECT k + 1, count(*) FROM t GROUP BY k + 1
SELECT k + 1 AS kk, count(*) FROM t GROUP BY kk
SELECT k + 1 AS kk, s, count(*) FROM t GROUP BY 1, 2
SELECT k % 2, sum(id) + count(*) FROM t GROUP BY ALL
SELECT k, s, b, count(*) FROM t GROUP BY k, s, b
SELECT (k + 1) * 2, count(*) FROM t GROUP BY k
SELECT count(*) FROM t GROUP BY k
SELECT k, count(*) FROM t GROUP BY k HAVING count(*) > 6
SELECT k FROM t GROUP BY k HAVING sum(id) > 100 AND k IS NOT NULL
SELECT k, count(*) AS c FROM t GROUP BY k HAVING c > 6
SELECT sum(id) FROM t HAVING count(*) > 1000
SELECT sum(id) FROM t HAVING count(*) > 10
SELECT 1 FROM t HAVING TRUE === SELECT 1
SELECT DISTINCT k FROM t
SELECT DISTINCT k, b FROM t
SELECT DISTINCT k + 1 FROM t ORDER BY 1
SELECT count(DISTINCT k), sum(DISTINCT k), count(DISTINCT s), count(k) FROM t
SELECT b, count(DISTINCT k), sum(DISTINCT k), avg(id) FROM t GROUP BY b
SELECT count(*) FILTER (WHERE k > 3), sum(id) FILTER (WHERE b) FROM t
SELECT b, count(DISTINCT k) FILTER (WHERE id > 20) FROM t GROUP BY b
SELECT b, sum(n) FILTER (WHERE n > 0), min(s) FILTER (WHERE s > 'b') FROM t GROUP BY b
SELECT count(NULL), sum(CAST(NULL AS INT)) FROM t
SELECT bool_and(b), bool_or(b), stddev_samp(x), var_pop(id) FROM t
SELECT sum(CASE WHEN b THEN 1 ELSE 0 END), sum(n * 2), max(length(s)) FROM t
SELECT upper(s), count(*) FROM t GROUP BY upper(s) HAVING upper(s) LIKE 'A%'
SELECT k, sum(v) FROM (SELECT k, v FROM u UNION ALL SELECT k, id FROM t) GROUP BY k
-- Order and limit
SELECT id, k FROM t ORDER BY k, id
SELECT id, k FROM t ORDER BY k DESC, id
SELECT id, k FROM t ORDER BY k NULLS LAST, id DESC
SELECT id, k FROM t ORDER BY k DESC NULLS FIRST, id
SELECT s FROM t ORDER BY id
SELECT s AS z FROM t ORDER BY k, id DESC
SELECT id + 1 AS z FROM t ORDER BY z DESC
SELECT id AS k FROM t ORDER BY k
SELECT id, n FROM t ORDER BY n * -1, id
SELECT id, s FROM t ORDER BY 2, 1
SELECT id FROM t ORDER BY id LIMIT 5
SELECT id FROM t ORDER BY id LIMIT 5 OFFSET 7
SELECT id FROM t ORDER BY id OFFSET 55
SELECT id FROM t ORDER BY id DESC LIMIT 0
SELECT s FROM t ORDER BY id DESC LIMIT 3
SELECT count(*) FROM (SELECT * FROM t LIMIT 7)
SELECT k, count(*) FROM t GROUP BY k ORDER BY count(*) DESC, k
SELECT k FROM t GROUP BY k ORDER BY sum(id), k
SELECT k, count(*) AS c FROM t GROUP BY k ORDER BY c + 0, k DESC
SELECT DISTINCT k FROM t ORDER BY k DESC
SELECT x.id FROM (SELECT id FROM t ORDER BY id DESC LIMIT 10) x ORDER BY x.id
SELECT b, k, s, id FROM t ORDER BY ALL
-- Set operations
SELECT k FROM t UNION SELECT k FROM u
SELECT k FROM t UNION ALL SELECT k FROM u
SELECT k FROM t INTERSECT SELECT k FROM u
SELECT k FROM t EXCEPT SELECT k FROM u
SELECT k, s FROM t EXCEPT SELECT k, s FROM u
SELECT k FROM u MINUS SELECT k FROM t === SELECT k FROM u EXCEPT SELECT k FROM t
SELECT k FROM t UNION SELECT v FROM u
SELECT n FROM t UNION ALL SELECT v FROM u
SELECT k FROM t UNION SELECT k FROM u ORDER BY k
SELECT k AS z FROM t UNION SELECT id FROM u ORDER BY z DESC LIMIT 4
(SELECT id FROM t ORDER BY id LIMIT 3) UNION ALL (SELECT id FROM u ORDER BY id DESC LIMIT 2)
SELECT k FROM t UNION SELECT k FROM u INTERSECT SELECT k FROM w
SELECT k FROM t INTERSECT SELECT k FROM t
SELECT id, k FROM (SELECT id, k FROM t UNION ALL SELECT id, k FROM u) WHERE k = 2
SELECT k FROM t UNION SELECT NULL UNION SELECT 99
-- CTE
WITH c AS (SELECT k, count(*) AS n FROM t GROUP BY k) SELECT * FROM c WHERE n > 5
WITH c AS (SELECT * FROM t WHERE id < 20) SELECT a.id, b.id FROM c a JOIN c b ON a.k = b.k AND a.id < b.id
WITH c(a, b) AS (SELECT id, k FROM t), d AS (SELECT a FROM c WHERE b = 1) SELECT * FROM d UNION ALL SELECT b FROM c
WITH c AS (SELECT 1 AS a) SELECT * FROM (WITH c AS (SELECT 2 AS a) SELECT * FROM c), c AS o
WITH a AS (WITH b AS (SELECT id FROM t WHERE k = 1) SELECT id + 1 AS j FROM b) SELECT sum(j) FROM a
WITH c AS (SELECT k FROM u) SELECT id FROM t WHERE k IN (SELECT k FROM c) AND EXISTS (SELECT 1 FROM c WHERE c.k = t.id)
-- IN and EXISTS
SELECT id FROM t WHERE k IN (SELECT k FROM u)
SELECT id FROM t WHERE k NOT IN (SELECT k FROM u)
SELECT id FROM t WHERE k NOT IN (SELECT k FROM u WHERE k IS NOT NULL)
SELECT id FROM t WHERE k NOT IN (SELECT k FROM e)
SELECT id FROM t WHERE k IN (SELECT k FROM e)
SELECT id FROM t WHERE k NOT IN (SELECT k FROM u WHERE u.s = t.s)
SELECT id FROM t WHERE k NOT IN (SELECT k FROM u WHERE u.s = t.s AND k IS NOT NULL)
SELECT id FROM t WHERE k IN (SELECT k FROM u WHERE u.s = t.s)
SELECT id FROM t WHERE k IN (SELECT k FROM u WHERE u.v > t.id)
SELECT id FROM t WHERE k NOT IN (SELECT k FROM u WHERE u.v > t.id)
SELECT id, k IN (SELECT k FROM u WHERE k < 5), k NOT IN (SELECT k FROM u) FROM t
SELECT id, k IN (SELECT k FROM u WHERE u.s = t.s) FROM t
SELECT id, EXISTS (SELECT 1 FROM u WHERE u.k = t.k) FROM t
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k = t.k)
SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.k = t.k)
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k < t.k AND u.v > t.id)
SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.k = t.k AND u.id <> t.id)
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u)
SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM e)
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE t.k = 3)
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k = t.k LIMIT 1)
SELECT id FROM t WHERE EXISTS (SELECT count(*) FROM u WHERE u.k = t.k)
SELECT id FROM t WHERE EXISTS (SELECT k FROM u WHERE u.k = t.k GROUP BY k HAVING count(*) > 2)
SELECT id FROM t WHERE k = 1 OR EXISTS (SELECT 1 FROM u WHERE u.k = t.k AND u.v > 10)
SELECT id FROM t WHERE b OR k IN (SELECT k FROM u WHERE v > 0)
SELECT id FROM t WHERE b OR k NOT IN (SELECT k FROM u WHERE v > 0)
SELECT id FROM t WHERE CASE WHEN k IN (SELECT k FROM w) THEN b ELSE EXISTS (SELECT 1 FROM u WHERE u.id = t.id) END
SELECT id FROM t WHERE k + 1 IN (SELECT k FROM u) AND k IN (SELECT k FROM w WHERE grp = 'g1')
SELECT id FROM t WHERE k IN (SELECT k FROM u UNION SELECT k FROM w)
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k = t.k UNION ALL SELECT 1 FROM w WHERE w.k = t.id)
SELECT id FROM t WHERE k IN (SELECT max(k) FROM u)
SELECT id FROM t WHERE k IN (SELECT max(u.k) FROM u WHERE u.s = t.s)
SELECT id FROM t WHERE k IN (SELECT u.k FROM u JOIN w ON u.k = w.k AND w.k < t.id)
SELECT k IN (SELECT k FROM w) AS z, id FROM t WHERE id < 20 ORDER BY z, id
SELECT id, k IN (SELECT k FROM w) AS z FROM t WHERE k IN (SELECT k FROM w)
SELECT k IN (SELECT k FROM w) AS z, count(*) FROM t GROUP BY k HAVING z ORDER BY z, k
SELECT id, k IN (SELECT k FROM w WHERE grp = 'g0') AS z FROM t ORDER BY k IN (SELECT k FROM w WHERE grp = 'g0'), id
SELECT EXISTS (SELECT 1 FROM e), 3 IN (SELECT k FROM t), NOT EXISTS (SELECT 1 FROM t)
-- Scalar subqueries
SELECT id, (SELECT max(v) FROM u) FROM t
SELECT id, (SELECT max(v) FROM u WHERE u.k = t.k) FROM t
SELECT id, (SELECT count(*) FROM u WHERE u.k = t.k) FROM t
SELECT id, (SELECT count(*) + 1 FROM u WHERE u.k = t.k AND u.v > 0) FROM t
SELECT id, (SELECT avg(v) FROM u WHERE u.k = t.k) FROM t
SELECT id, (SELECT coalesce(sum(v), -1) FROM u WHERE u.k = t.k) FROM t
SELECT id, (SELECT count(*) FROM u WHERE u.k < t.k) FROM t
SELECT id, (SELECT count(*) FROM u WHERE u.k < t.k AND u.s = t.s) FROM t
SELECT id, (SELECT sum(v + t.id) FROM u WHERE u.k = t.k) FROM t
SELECT id, (SELECT t.k) FROM t
SELECT id, (SELECT t.k + 1 WHERE t.b) FROM t
SELECT id, (SELECT max(z) FROM (SELECT t.k AS z UNION ALL SELECT t.id)) FROM t
SELECT id, (SELECT name FROM w WHERE w.k = t.k) FROM t
SELECT id, (SELECT t.s || name FROM w WHERE w.k = t.k) FROM t
SELECT id, (SELECT name FROM w WHERE w.k = t.k AND w.k IN (SELECT k FROM u WHERE u.id = t.id)) FROM t
SELECT id FROM t WHERE n > (SELECT avg(n) FROM t)
SELECT id FROM t WHERE n > (SELECT avg(n) FROM t i WHERE i.k = t.k)
SELECT id FROM t WHERE 0 = (SELECT count(*) FROM u WHERE u.k = t.k)
SELECT id FROM t WHERE id < (SELECT count(*) FROM u WHERE u.k <> t.k)
SELECT k, count(*) FROM t GROUP BY k HAVING count(*) > (SELECT count(*) FROM u WHERE u.k = t.k)
SELECT k, (SELECT max(v) FROM u WHERE u.k = t.k) FROM t GROUP BY k
SELECT k, sum(id) FROM t GROUP BY k HAVING sum(id) > (SELECT avg(id) FROM u)
SELECT sum(id) + (SELECT max(v) FROM u) FROM t
SELECT id, CASE WHEN b THEN (SELECT max(v) FROM u WHERE u.k = t.k) ELSE (SELECT min(v) FROM u) END FROM t
SELECT id FROM t WHERE k = (SELECT max(k) FROM u WHERE u.id = t.id) OR b
SELECT id FROM t ORDER BY (SELECT count(*) FROM u WHERE u.k = t.k), id
SELECT id, (SELECT (SELECT max(w.name) FROM w WHERE w.k = u.k AND w.k < t.id) FROM u WHERE u.id = t.id) FROM t
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k = t.k AND EXISTS (SELECT 1 FROM w WHERE w.k = u.k AND w.k < t.id))
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE EXISTS (SELECT 1 FROM w WHERE w.k = u.k AND w.k = t.k))
SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.k = t.k AND NOT EXISTS (SELECT 1 FROM w WHERE w.k = u.id AND w.k <> t.id))
SELECT id FROM t WHERE id IN (SELECT u.id FROM u WHERE u.v > (SELECT avg(v) FROM u i WHERE i.k = u.k AND i.id <> t.k))
SELECT id, (SELECT count(DISTINCT u.s) FROM u WHERE u.k = t.k) FROM t
SELECT id, (SELECT sum(c) FROM (SELECT count(*) AS c FROM u WHERE u.k = t.k GROUP BY u.s)) FROM t
SELECT id, (SELECT count(*) FROM u LEFT JOIN w ON u.k = w.k AND w.k > t.k WHERE u.id < 5) FROM t
SELECT id, (SELECT count(w.k) FROM u LEFT JOIN w ON u.k = w.k AND w.k > t.k WHERE u.id < 5) FROM t
SELECT id, (SELECT count(*) FROM (SELECT * FROM u WHERE u.k = t.k) a FULL JOIN (SELECT * FROM w WHERE w.k = t.k) b ON a.id = b.k) FROM t
SELECT id, (SELECT count(*) FROM w RIGHT JOIN (SELECT * FROM u WHERE u.k = t.k) a ON a.k = w.k AND w.k < t.id) FROM t
SELECT id, (SELECT max(c) FROM (SELECT count(*) AS c FROM u WHERE u.k = t.k)) FROM t
SELECT id, (SELECT count(*) FROM (SELECT DISTINCT s FROM u WHERE u.k < t.k)) FROM t
SELECT id, (SELECT count(*) FROM (SELECT k FROM u WHERE u.id < t.id EXCEPT SELECT k FROM w WHERE w.k > t.k)) FROM t
SELECT id, (SELECT max(v) FROM u WHERE u.k = t.k HAVING count(*) > 1) FROM t
-- VALUES and range
SELECT * FROM VALUES (1, 'a'), (2, NULL) AS v(n, s) === SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS v(n, s)
SELECT n, s FROM (VALUES (1, 'a'), (2.5, 'b')) v(n, s)
VALUES (1), (NULL), (3)
SELECT id FROM range(5) === SELECT range FROM range(5)
SELECT sum(id), count(*) FROM range(1, 100, 7) === SELECT sum(range), count(*) FROM range(1, 100, 7)
SELECT id FROM range(5, 0, -2) === SELECT range FROM range(5, 0, -2)
SELECT count(*) FROM range(10000) a, range(3) b
SELECT a.id FROM range(10) a LEFT JOIN t ON t.id = a.id * 7 WHERE t.k IS NULL === SELECT a.range FROM range(10) a LEFT JOIN t ON t.id = a.range * 7 WHERE t.k IS NULL
