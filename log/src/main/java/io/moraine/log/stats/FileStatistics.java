package io.moraine.log.stats;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code add} action's statistics tell of some columns.
 *
 * <p>The upper bound of a floating-point column is given only where the statistics say, by their
 * field {@code nanCount}, that it has no NaN: NaN sorts above all numbers, and some writers leave
 * it out of their bounds.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics">Per-file
 *     statistics</a>
 */
public final class FileStatistics {
  /** Nothing is known. */
  public static final FileStatistics UNKNOWN = new FileStatistics(-1, true, Map.of());

  private final long numRecords;
  private final boolean tight;
  private final Map<Integer, ColumnStatistics> columns;

  private FileStatistics(long numRecords, boolean tight, Map<Integer, ColumnStatistics> columns) {
    this.numRecords = numRecords;
    this.tight = tight;
    this.columns = columns;
  }

  /** The rows in {@code file}, deleted ones among them, as its statistics tell; −1 if unknown. */
  public static long rowCount(AddFile file) {
    return parse(file.stats(), Columns.NONE).numRecords();
  }

  /** The rows in the file, deleted ones among them; −1 if unknown. */
  public long numRecords() {
    return numRecords;
  }

  /**
   * Whether bounds and null counts are of just the rows that are not deleted, so that they can
   * answer a query.
   */
  public boolean tightBounds() {
    return tight;
  }

  /** What is known of the column at {@code ordinal} of the schema. */
  public ColumnStatistics column(int ordinal) {
    return columns.getOrDefault(ordinal, ColumnStatistics.UNKNOWN);
  }

  /** Which columns to read statistics of. */
  public static final class Columns {
    private static final Columns NONE = new Columns(StructType.EMPTY, Map.of());

    private final StructType schema;
    private final Map<String, Integer> ordinals;

    private Columns(StructType schema, Map<String, Integer> ordinals) {
      this.schema = schema;
      this.ordinals = ordinals;
    }

    /**
     * The columns of {@code schema} at {@code ordinals}.
     *
     * @param mode how the table maps columns
     */
    public static Columns of(StructType schema, ColumnMappingMode mode, int... ordinals) {
      Map<String, Integer> byName = new HashMap<>();
      for (int ordinal : ordinals) {
        byName.put(PhysicalNames.of(schema.field(ordinal), mode), ordinal);
      }
      return new Columns(schema, byName);
    }
  }

  /** What {@code stats}, an {@code add} action's JSON text or null, tells of {@code columns}. */
  public static FileStatistics parse(@Nullable String stats, Columns columns) {
    if (stats == null || stats.isEmpty()) {
      return UNKNOWN;
    }
    try {
      Parser parser = new Parser(columns);
      JsonReader json = JsonReader.of(stats, "stats");
      parser.read(json);
      json.end();
      return parser.result();
    } catch (CorruptFileException e) {
      return UNKNOWN;
    }
  }

  private static final class Parser {
    private final Columns columns;
    private final Map<Integer, Object> min = new HashMap<>();
    private final Map<Integer, Object> max = new HashMap<>();
    private final Map<Integer, Long> nullCount = new HashMap<>();
    private final Map<Integer, Long> nanCount = new HashMap<>();
    private long numRecords = -1;
    private boolean tight = true;

    Parser(Columns columns) {
      this.columns = columns;
    }

    void read(JsonReader json) {
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        boolean object = json.kind() == JsonKind.OBJECT;
        if (name.equals("numRecords") && json.kind() == JsonKind.NUMBER) {
          numRecords = json.longValue();
        } else if (name.equals("tightBounds") && json.kind() == JsonKind.BOOLEAN) {
          tight = json.booleanValue();
        } else if (name.equals("minValues") && object) {
          bounds(json, StatisticValues.Side.MIN, min);
        } else if (name.equals("maxValues") && object) {
          bounds(json, StatisticValues.Side.MAX, max);
        } else if (name.equals("nullCount") && object) {
          counts(json, nullCount);
        } else if (name.equals("nanCount") && object) {
          counts(json, nanCount);
        } else {
          json.skip();
        }
      }
    }

    private void bounds(JsonReader json, StatisticValues.Side side, Map<Integer, Object> bounds) {
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        Integer ordinal = columns.ordinals.get(name);
        if (ordinal == null) {
          json.skip();
        } else {
          Object bound = StatisticValues.read(json, columns.schema.field(ordinal).type(), side);
          if (bound != null) {
            bounds.put(ordinal, bound);
          }
        }
      }
    }

    private void counts(JsonReader json, Map<Integer, Long> counts) {
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        Integer ordinal = columns.ordinals.get(name);
        if (ordinal == null || json.kind() != JsonKind.NUMBER) {
          json.skip();
        } else {
          counts.put(ordinal, json.longValue());
        }
      }
    }

    FileStatistics result() {
      Map<Integer, ColumnStatistics> result = new HashMap<>();
      for (int ordinal : columns.ordinals.values()) {
        long nulls = nullCount.getOrDefault(ordinal, -1L);
        boolean allNull = nulls >= 0 && nulls == numRecords;
        if (!tight && nulls != 0 && !allNull) {
          // Deleted rows are counted too: only none and all still hold.
          nulls = -1;
        }
        Object upper = nanMayHide(ordinal) ? null : max.get(ordinal);
        result.put(
            ordinal,
            allNull
                ? new ColumnStatistics(null, null, nulls)
                : new ColumnStatistics(min.get(ordinal), upper, nulls));
      }
      return new FileStatistics(numRecords, tight, result);
    }

    private boolean nanMayHide(int ordinal) {
      DataType type = columns.schema.field(ordinal).type();
      return (type == DataType.Primitive.FLOAT || type == DataType.Primitive.DOUBLE)
          && nanCount.getOrDefault(ordinal, -1L) != 0;
    }
  }
}
