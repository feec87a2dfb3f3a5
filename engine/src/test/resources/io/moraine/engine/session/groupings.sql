-- One query a line; after === DuckDB's words for it.
SELECT k, b, count(*), sum(id) FROM t GROUP BY GROUPING SETS ((k, b), (k), ())
SELECT k, b, count(*) FROM t GROUP BY ROLLUP (k, b)
SELECT k, b, count(*) FROM t GROUP BY CUBE (k, b)
SELECT k, b, s, count(*) FROM t GROUP BY k, ROLLUP (b, s)
SELECT k, b, s, count(*) FROM t GROUP BY ROLLUP (k), CUBE (b, s)
SELECT k, b, count(*), grouping(k), grouping(b) FROM t GROUP BY ROLLUP (k, b)
SELECT k, b, grouping_id(k, b), grouping_id() FROM t GROUP BY CUBE (k, b) === SELECT k, b, grouping_id(k, b), grouping_id(k, b) FROM t GROUP BY CUBE (k, b)
SELECT k, sum(k), count(k) FROM t GROUP BY ROLLUP (k)
SELECT k + 1 AS j, count(*) FROM t GROUP BY ROLLUP (k + 1)
SELECT k AS j, count(*) FROM t GROUP BY GROUPING SETS ((j), (j)) === SELECT k AS j, count(*) FROM t GROUP BY GROUPING SETS ((k), (k))
SELECT k, b, count(*) FROM t GROUP BY k, b WITH ROLLUP === SELECT k, b, count(*) FROM t GROUP BY ROLLUP (k, b)
SELECT k, b, count(*) FROM t GROUP BY k, b WITH CUBE === SELECT k, b, count(*) FROM t GROUP BY CUBE (k, b)
SELECT k, b, count(*) FROM t GROUP BY ROLLUP (k, b) HAVING grouping(b) = 1 AND count(*) > 3
SELECT k, b, count(DISTINCT s), sum(n) FILTER (WHERE x > 0) FROM t GROUP BY ROLLUP (k, b)
SELECT count(DISTINCT s) FROM t GROUP BY ROLLUP (k)
SELECT k, b, sum(id), rank() OVER (PARTITION BY grouping(k) + grouping(b) ORDER BY sum(id) DESC) FROM t GROUP BY ROLLUP (k, b)
SELECT k, b, count(*) FROM t GROUP BY ROLLUP (k, b) ORDER BY grouping(k), k, grouping(b), b
SELECT * FROM (SELECT k, b, count(*) AS c FROM t GROUP BY ROLLUP (k, b)) q WHERE k > 2
SELECT DISTINCT k FROM t GROUP BY CUBE (k, b)
SELECT w.grp, t.b, avg(t.id) FROM t JOIN w ON t.k = w.k GROUP BY CUBE (w.grp, t.b)
SELECT k, (SELECT count(*) FROM u WHERE u.k = t.k) FROM t GROUP BY ROLLUP (k)
SELECT count(*) FROM t GROUP BY GROUPING SETS (())
SELECT k, count(*) FROM t GROUP BY CUBE (k) ORDER BY 2 DESC, 1 LIMIT 3
-- Set operations that keep repeats
SELECT k FROM t INTERSECT ALL SELECT k FROM u
SELECT k FROM t EXCEPT ALL SELECT k FROM u
SELECT k, s FROM t INTERSECT ALL SELECT k, s FROM u
SELECT k FROM t EXCEPT ALL SELECT k FROM u WHERE k > 3 ORDER BY k
(SELECT k FROM t EXCEPT ALL SELECT k FROM w) INTERSECT ALL SELECT k FROM u
