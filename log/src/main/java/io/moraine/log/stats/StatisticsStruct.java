package io.moraine.log.stats;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a table's files as columns, which checkpoints hold as {@code stats_parsed}.
 *
 * <p>Text of statistics ends at milliseconds, where values may have lost what came after: as a
 * column, a greatest time is the greatest that its text may stand for, so that no reader needs to
 * know of it.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics">Per-file
 *     statistics</a>
 */
public final class StatisticsStruct {
  private static final long LOST_MICROS = 999;
  private static final long MICROS_PER_MILLI = 1_000;

  /** The types that Spark keeps bounds of. */
  private static final Set<Primitive> BOUNDED =
      EnumSet.of(
          Primitive.BYTE,
          Primitive.SHORT,
          Primitive.INTEGER,
          Primitive.LONG,
          Primitive.FLOAT,
          Primitive.DOUBLE,
          Primitive.DATE,
          Primitive.TIMESTAMP,
          Primitive.TIMESTAMP_NTZ,
          Primitive.STRING);

  /**
   * A struct of statistics, or a value in one.
   *
   * @param fields of a struct by physical name, with their ordinals
   * @param type of a value, of a column's type or a count
   */
  private record Node(int ordinal, DataType type, Map<String, Node> fields) {}

  private final StructType type;
  private final Map<String, Node> sections = new HashMap<>();

  private StatisticsStruct(StructType type) {
    this.type = type;
    for (int i = 0; i < type.size(); i++) {
      sections.put(type.field(i).name(), node(i, type.field(i).type()));
    }
  }

  /** The columns of a table's statistics: those that its properties choose. */
  public static StatisticsStruct of(Metadata metadata, ColumnMappingMode mode) {
    TableProperties properties = new TableProperties(metadata.configuration());
    List<StructField> inFiles = new ArrayList<>();
    for (StructField field : metadata.parseSchema().fields()) {
      if (metadata.partitionColumns().stream().noneMatch(field.name()::equalsIgnoreCase)) {
        inFiles.add(field);
      }
    }
    StructType schema = StructType.of(inFiles);
    Set<List<String>> chosen = IndexedColumns.of(schema, properties).keySet();
    Columns columns = new Columns(chosen, mode);
    List<StructField> fields = new ArrayList<>();
    fields.add(StructField.of("numRecords", Primitive.LONG));
    add(fields, "minValues", columns.of(schema, StatisticsStruct::isBounded, bound -> bound));
    add(fields, "maxValues", columns.of(schema, StatisticsStruct::isBounded, bound -> bound));
    add(fields, "nullCount", columns.of(schema, any -> true, any -> Primitive.LONG));
    fields.add(StructField.of("tightBounds", Primitive.BOOLEAN));
    add(fields, "nanCount", columns.of(schema, StatisticsStruct::isFloating, f -> Primitive.LONG));
    return new StatisticsStruct(StructType.of(fields));
  }

  private static void add(List<StructField> fields, String name, StructType type) {
    if (type.size() > 0) {
      fields.add(StructField.of(name, type));
    }
  }

  private static boolean isBounded(DataType type) {
    return type instanceof DataType.Decimal
        || (type instanceof Primitive primitive && BOUNDED.contains(primitive));
  }

  private static boolean isFloating(DataType type) {
    return type == Primitive.FLOAT || type == Primitive.DOUBLE;
  }

  /** Makes structs of some columns, in the schema's order, under physical names. */
  private record Columns(Set<List<String>> chosen, ColumnMappingMode mode) {
    StructType of(StructType schema, Predicate<DataType> which, UnaryOperator<DataType> as) {
      return StructType.of(fields(schema, List.of(), which, as));
    }

    private List<StructField> fields(
        StructType struct,
        List<String> parent,
        Predicate<DataType> which,
        UnaryOperator<DataType> as) {
      List<StructField> fields = new ArrayList<>();
      for (StructField field : struct.fields()) {
        List<String> path = new ArrayList<>(parent);
        path.add(field.name());
        String name = PhysicalNames.of(field, mode);
        if (field.type() instanceof StructType nested) {
          add(fields, name, StructType.of(fields(nested, path, which, as)));
        } else if (chosen.contains(path) && which.test(field.type())) {
          fields.add(StructField.of(name, as.apply(field.type())));
        }
      }
      return fields;
    }
  }

  private static Node node(int ordinal, DataType type) {
    Map<String, Node> fields = new HashMap<>();
    if (type instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        fields.put(struct.field(i).name(), node(i, struct.field(i).type()));
      }
    }
    return new Node(ordinal, type, fields);
  }

  /** The type of the columns: {@code numRecords}, {@code minValues} and so on. */
  public StructType type() {
    return type;
  }

  /**
   * The fields' values of {@code stats}, an {@code add} action's JSON text, as {@link DataType}
   * names them: null where the text says nothing or nothing of the type; null as a whole if it is
   * null, or no JSON object.
   */
  public @Nullable List<@Nullable Object> parse(@Nullable String stats) {
    if (stats == null || stats.isEmpty()) {
      return null;
    }
    @Nullable Object[] values = new Object[type.size()];
    try {
      JsonReader json = JsonReader.of(stats, "stats");
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        Node section = sections.get(name);
        if (section == null) {
          json.skip();
        } else {
          StatisticValues.Side side =
              name.equals("maxValues") ? StatisticValues.Side.MAX : StatisticValues.Side.MIN;
          values[section.ordinal()] = value(json, section, side);
        }
      }
      json.end();
    } catch (CorruptFileException e) {
      return null;
    }
    return Arrays.asList(values);
  }

  private static @Nullable Object value(JsonReader json, Node node, StatisticValues.Side side) {
    if (!(node.type() instanceof StructType struct)) {
      return leaf(json, node.type(), side);
    }
    if (json.kind() != JsonKind.OBJECT) {
      json.skip();
      return null;
    }
    @Nullable Object[] values = new Object[struct.size()];
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      Node field = node.fields().get(name);
      if (field == null) {
        json.skip();
      } else {
        values[field.ordinal()] = value(json, field, side);
      }
    }
    return Arrays.asList(values);
  }

  private static @Nullable Object leaf(JsonReader json, DataType type, StatisticValues.Side side) {
    if (json.isWholeNumber() && (type == Primitive.LONG || type == Primitive.INTEGER)) {
      long value = json.longValue();
      return type == Primitive.LONG ? (Object) value : value == (int) value ? (int) value : null;
    }
    if (json.kind() == JsonKind.STRING) {
      String text = json.string();
      if (type == Primitive.DATE) {
        return date(text);
      } else if (type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ) {
        return time(text, (Primitive) type, side);
      }
      return StatisticValues.ofText(text, type, side);
    }
    return StatisticValues.read(json, type, side);
  }

  /** The usual form is read fast; many files have many bounds. */
  private static @Nullable Object date(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long days =
        bytes.length == StatisticBytes.DATE_BYTES ? StatisticBytes.days(bytes, 0) : Long.MIN_VALUE;
    return days == Long.MIN_VALUE
        ? StatisticValues.ofText(text, Primitive.DATE, StatisticValues.Side.MIN)
        : (Object) (int) days;
  }

  private static @Nullable Object time(String text, Primitive type, StatisticValues.Side side) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length =
        type == Primitive.TIMESTAMP ? StatisticBytes.TIME_BYTES + 1 : StatisticBytes.TIME_BYTES;
    boolean usual =
        bytes.length == length && (type == Primitive.TIMESTAMP_NTZ || text.endsWith("Z"));
    long millis = usual ? StatisticBytes.millis(bytes, 0) : Long.MIN_VALUE;
    Long micros =
        millis == Long.MIN_VALUE
            ? (Long) StatisticValues.ofText(text, type, StatisticValues.Side.MIN)
            : (Long) (millis * MICROS_PER_MILLI);
    boolean cut =
        side == StatisticValues.Side.MAX && micros != null && micros % MICROS_PER_MILLI == 0;
    return cut && micros <= Long.MAX_VALUE - LOST_MICROS ? (Long) (micros + LOST_MICROS) : micros;
  }
}
