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
import java.util.Optional;
import java.util.Set;

/** Says of a table whether Moraine can read or write it, and if not, why. */
public final class FeatureGate {
  /** The features that Moraine has for reading, at every version of a table. */
  private static final Set<TableFeature> READ =
      EnumSet.of(
          TableFeature.TIMESTAMP_NTZ,
          TableFeature.V2_CHECKPOINT,
          TableFeature.VACUUM_PROTOCOL_CHECK);

  /** The features that Moraine has for writing, whether the table uses them or not. */
  private static final Set<TableFeature> WRITE =
      EnumSet.of(
          TableFeature.APPEND_ONLY,
          TableFeature.DOMAIN_METADATA,
          TableFeature.TIMESTAMP_NTZ,
          TableFeature.VACUUM_PROTOCOL_CHECK);

  private FeatureGate() {}

  /**
   * Returns if the table can be read.
   *
   * @param table names it in errors
   * @throws UnsupportedFeatureException naming what Moraine lacks
   * @throws CorruptTableException if the protocol contradicts itself
   */
  public static void requireReadable(Protocol protocol, Metadata metadata, String table) {
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
    boolean mapped =
        new TableProperties(metadata.configuration()).columnMappingMode() != ColumnMappingMode.NONE;
    Set<String> missing = new LinkedHashSet<>();
    for (String name : protocol.readerFeatures()) {
      Optional<TableFeature> feature = TableFeature.named(name);
      boolean idle = feature.equals(Optional.of(TableFeature.COLUMN_MAPPING)) && !mapped;
      if (!idle && feature.filter(READ::contains).isEmpty()) {
        missing.add(name);
      }
    }
    if (mapped && protocol.minReaderVersion() == 2) {
      missing.add(TableFeature.COLUMN_MAPPING.protocolName());
    }
    refuse("read", table, missing);
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
    requireReadable(protocol, metadata, table);
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
                  || Activity.isIdle(feature.get(), schema, properties));
      if (!served) {
        missing.add(name);
      }
    }
    refuse("write", table, missing);
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
