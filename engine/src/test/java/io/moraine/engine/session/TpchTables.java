package io.moraine.engine.session;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The eight tables of TPC-H, the same rows in both worlds. */
final class TpchTables {
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("region", "r_regionkey BIGINT, r_name STRING, r_comment STRING");
    COLUMNS.put(
        "nation", "n_nationkey BIGINT, n_name STRING, n_regionkey BIGINT, n_comment STRING");
    COLUMNS.put(
        "supplier",
        "s_suppkey BIGINT, s_name STRING, s_address STRING, s_nationkey BIGINT, s_phone STRING,"
            + " s_acctbal DECIMAL(15;2), s_comment STRING");
    COLUMNS.put(
        "part",
        "p_partkey BIGINT, p_name STRING, p_mfgr STRING, p_brand STRING, p_type STRING,"
            + " p_size INT, p_container STRING, p_retailprice DECIMAL(15;2), p_comment STRING");
    COLUMNS.put(
        "partsupp",
        "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty INT, ps_supplycost DECIMAL(15;2),"
            + " ps_comment STRING");
    COLUMNS.put(
        "customer",
        "c_custkey BIGINT, c_name STRING, c_address STRING, c_nationkey BIGINT, c_phone STRING,"
            + " c_acctbal DECIMAL(15;2), c_mktsegment STRING, c_comment STRING");
    COLUMNS.put(
        "orders",
        "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus STRING, o_totalprice DECIMAL(15;2),"
            + " o_orderdate DATE, o_orderpriority STRING, o_clerk STRING, o_shippriority INT,"
            + " o_comment STRING");
    COLUMNS.put(
        "lineitem",
        "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INT,"
            + " l_quantity DECIMAL(15;2), l_extendedprice DECIMAL(15;2), l_discount DECIMAL(15;2),"
            + " l_tax DECIMAL(15;2), l_returnflag STRING, l_linestatus STRING, l_shipdate DATE,"
            + " l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING, l_shipmode STRING,"
            + " l_comment STRING");
  }

  private TpchTables() {}

  /** Makes the tables at {@code scale}; passes by files in {@code folder}. */
  static void create(Oracle oracle, Path folder, double scale) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> table : COLUMNS.entrySet()) {
      String name = table.getKey();
      String columns = table.getValue();
      Path file = folder.resolve(name + ".csv");
      write(file, columns, TpchTable.getTable(name).createGenerator(scale, 1, 1));
      String definition = "CREATE TABLE %s (%s)".formatted(name, columns.replace(';', ','));
      oracle.run(definition, definition.replace("STRING", "VARCHAR"));
      oracle.run(
          "INSERT INTO %s SELECT %s FROM csv.`%s`".formatted(name, casts(columns), file),
          "COPY %s FROM '%s' (HEADER)".formatted(name, file));
    }
  }

  /** A file's columns have guessed types. */
  private static String casts(String columns) {
    return Arrays.stream(columns.split(", "))
        .map(column -> column.split(" "))
        .map(c -> "CAST(%s AS %s)".formatted(c[0], c[1].replace(';', ',')))
        .collect(Collectors.joining(", "));
  }

  private static void write(Path file, String columns, Iterable<? extends TpchEntity> rows)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        Arrays.stream(columns.split(", "))
            .map(column -> column.split(" ")[0])
            .collect(Collectors.joining(",")));
    for (TpchEntity row : rows) {
      lines.add(
          Arrays.stream(row.toLine().split("\\|"))
              .map(value -> value.contains(",") ? '"' + value + '"' : value)
              .collect(Collectors.joining(",")));
    }
    Files.write(file, lines);
  }
}
