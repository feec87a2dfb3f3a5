package io.moraine.log.feature;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says of a table whether Moraine can read or write it, and if not, why. */
public final class FeatureGate {
  /** The features that Moraine has for reading, at every version of a table. */
  private static final Set<TableFeature> READ =
      EnumSet.of(
          TableFeature.COLUMN_MAPPING,
          TableFeature.DELETION_VECTORS,
          TableFeature.TIMESTAMP_NTZ,
          TableFeature.TYPE_WIDENING,
          TableFeature.TYPE_WIDENING_PREVIEW,
          TableFeature.V2_CHECKPOINT,
          TableFeature.VACUUM_PROTOCOL_CHECK,
          TableFeature.VARIANT_TYPE,
          TableFeature.VARIANT_TYPE_PREVIEW,
          // Whether a file is shredded, only the file tells: the reader refuses it then.
          TableFeature.VARIANT_SHREDDING,
          TableFeature.VARIANT_SHREDDING_PREVIEW);

  /** The features that Moraine has for writing, whether the table uses them or not. */
  private static final Set<TableFeature> WRITE =
      EnumSet.of(
          TableFeature.ALLOW_COLUMN_DEFAULTS,
          TableFeature.APPEND_ONLY,
          TableFeature.CHANGE_DATA_FEED,
          TableFeature.CHECK_CONSTRAINTS,
          TableFeature.CHECKPOINT_PROTECTION,
          TableFeature.CLUSTERING,
          TableFeature.COLUMN_MAPPING,
          // Files with deleted rows are read without them and removed with their vectors; that rows
          // may be marked obliges no writer to do it.
          TableFeature.DELETION_VECTORS,
          TableFeature.DOMAIN_METADATA,
          TableFeature.GENERATED_COLUMNS,
          TableFeature.IDENTITY_COLUMNS,
          TableFeature.IN_COMMIT_TIMESTAMP,
          TableFeature.INVARIANTS,
          TableFeature.MATERIALIZE_PARTITION_COLUMNS,
          TableFeature.ROW_TRACKING,
          TableFeature.TIMESTAMP_NTZ,
          TableFeature.TYPE_WIDENING,
          TableFeature.TYPE_WIDENING_PREVIEW,
          TableFeature.V2_CHECKPOINT,
          TableFeature.VACUUM_PROTOCOL_CHECK,
          TableFeature.VARIANT_TYPE,
          TableFeature.VARIANT_TYPE_PREVIEW);

  /** How a table was found. */
  public enum Access {
    /** By where it is. */
    BY_PATH,
    /** Through the catalog that manages it. */
    THROUGH_CATALOG
  }

  private FeatureGate() {}

  /**
   * Returns if the table can be read.
   *
   * @param table names it in errors
   * @throws UnsupportedFeatureException naming what Moraine lacks
   * @throws CorruptTableException if the protocol contradicts itself
   */
  public static void requireReadable(Protocol protocol, Metadata metadata, String table) {
    requireReadable(protocol, metadata, table, Access.BY_PATH);
  }

  /** As the other, of a table that was found by {@code access}. */
  public static void requireReadable(
      Protocol protocol, Metadata metadata, String table, Access access) {
    if (protocol.minReaderVersion() > Protocol.READER_WITH_FEATURES) {
      throw new UnsupportedFeatureException(
          "Cannot read %s: it needs reader version %d, Moraine has up to %d"
              .formatted(table, protocol.minReaderVersion(), Protocol.READER_WITH_FEATURES));
    }
    requireSound(protocol, table);
    String provider = metadata.format().provider();
    if (!provider.equals(Metadata.Format.PARQUET.provider())) {
      throw new UnsupportedFeatureException(
          "Cannot read %s: its data files are %s, not parquet".formatted(table, provider));
    }
    Set<String> missing = new LinkedHashSet<>();
    for (String name : protocol.readerFeatures()) {
      Optional<TableFeature> feature = TableFeature.named(name);
      if (feature.filter(READ::contains).isEmpty() && !isManaged(feature, access)) {
        missing.add(name);
      }
    }
    refuse("read", table, missing);
    if (has(protocol, TableFeature.TYPE_WIDENING)
        || has(protocol, TableFeature.TYPE_WIDENING_PREVIEW)) {
      TypeChanges.requireReadable(metadata.parseSchema(), table);
    }
  }

  private static boolean isManaged(Optional<TableFeature> feature, Access access) {
    return access == Access.THROUGH_CATALOG
        && feature.equals(Optional.of(TableFeature.CATALOG_MANAGED));
  }

  /** Whether a catalog decides what the versions of a table with {@code protocol} are. */
  public static boolean isManaged(Protocol protocol) {
    return has(protocol, TableFeature.CATALOG_MANAGED);
  }

  /** Whether Moraine has {@code feature} for reading, wherever the table is found. */
  public static boolean reads(TableFeature feature) {
    return feature.kind() == TableFeature.Kind.WRITER || READ.contains(feature);
  }

  /**
   * What Moraine does for writers of tables whose protocol lists {@code feature}: all that it asks
   * for, or nothing but to see that it is not in use, or nothing.
   */
  public static WriteSupport writes(TableFeature feature) {
    return WRITE.contains(feature)
        ? WriteSupport.FULL
        : Activity.isJudged(feature) ? WriteSupport.WHERE_IDLE : WriteSupport.NONE;
  }

  /** How far a feature is supported for writing. */
  public enum WriteSupport {
    /** Tables that use it are written. */
    FULL,
    /** Tables are written that list it, but do not use it. */
    WHERE_IDLE,
    /** Tables that list it are refused. */
    NONE
  }

  /**
   * How the columns of a table are found in its data files. The property counts only where the
   * protocol has column mapping.
   */
  public static ColumnMappingMode columnMappingMode(Protocol protocol, Metadata metadata) {
    boolean has = protocol.minReaderVersion() == 2 || has(protocol, TableFeature.COLUMN_MAPPING);
    return has
        ? new TableProperties(metadata.configuration()).columnMappingMode()
        : ColumnMappingMode.NONE;
  }

  private static boolean has(Protocol protocol, TableFeature feature) {
    return protocol.readerFeatures().contains(feature.protocolName());
  }

  /**
   * Returns if the table can be written.
   *
   * @param schema the table's schema
   * @param table names it in errors
   * @throws UnsupportedFeatureException naming what Moraine lacks
   * @throws CorruptTableException if the protocol contradicts itself
   */
  public static void requireWritable(
      Protocol protocol, Metadata metadata, StructType schema, String table) {
    requireWritable(protocol, metadata, schema, table, Access.BY_PATH);
  }

  /** As the other, of a table that was found by {@code access}. */
  public static void requireWritable(
      Protocol protocol, Metadata metadata, StructType schema, String table, Access access) {
    requireReadable(protocol, metadata, table, access);
    if (protocol.minWriterVersion() > Protocol.WRITER_WITH_FEATURES) {
      throw new UnsupportedFeatureException(
          "Cannot write %s: it needs writer version %d, Moraine has up to %d"
              .formatted(table, protocol.minWriterVersion(), Protocol.WRITER_WITH_FEATURES));
    }
    TableProperties properties = new TableProperties(metadata.configuration());
    Set<String> missing = new LinkedHashSet<>();
    for (String name : writerFeatures(protocol)) {
      Optional<TableFeature> feature = TableFeature.named(name);
      boolean served =
          feature.isPresent()
              && (WRITE.contains(feature.get())
                  || isManaged(feature, access)
                  || Activity.isIdle(feature.get(), schema, properties));
      if (!served) {
        missing.add(name);
      }
    }
    refuse("write", table, missing);
    if (properties.columnMappingMode() != columnMappingMode(protocol, metadata)) {
      // Without meaning for readers; who writes would have to know which of the two is meant.
      throw new UnsupportedFeatureException(
          "Cannot write %s: property delta.columnMapping.mode is '%s', but its protocol has no columnMapping"
              .formatted(table, properties.columnMappingMode().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The names of all features that a writer of the table must have. */
  public static List<String> writerFeatures(Protocol protocol) {
    if (protocol.namesWriterFeatures()) {
      return List.copyOf(protocol.writerFeatures());
    }
    List<String> names = new ArrayList<>();
    for (TableFeature feature : TableFeature.impliedByWriter(protocol.minWriterVersion())) {
      names.add(feature.protocolName());
    }
    return names;
  }

  private static void requireSound(Protocol protocol, String table) {
    if (protocol.namesReaderFeatures() && !protocol.namesWriterFeatures()) {
      throw new CorruptTableException(
          "The protocol of %s contradicts itself: reader version 3 needs writer version 7, found %d"
              .formatted(table, protocol.minWriterVersion()));
    }
    Collection<String> lacking = new LinkedHashSet<>(protocol.readerFeatures());
    lacking.removeAll(protocol.writerFeatures());
    if (protocol.namesReaderFeatures() && !lacking.isEmpty()) {
      throw new CorruptTableException(
          "The protocol of %s contradicts itself: %s named for readers, but not for writers"
              .formatted(table, String.join(", ", lacking)));
    }
  }

  private static void refuse(String operation, String table, Set<String> missing) {
    if (!missing.isEmpty()) {
      throw new UnsupportedFeatureException(
          "Cannot %s %s: it uses table features that Moraine does not have for this: %s"
              .formatted(operation, table, String.join(", ", missing)));
    }
  }
}
