package io.moraine.log.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every table feature that is known to exist, whether Moraine has it or not.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#table-features">Table
 *     features</a>
 */
public enum TableFeature {
  /** With {@code delta.appendOnly} rows are never removed. */
  APPEND_ONLY("appendOnly", Kind.WRITER, 0, 2),
  /** A column's own condition. */
  INVARIANTS("invariants", Kind.WRITER, 0, 2),
  /** The table's conditions. */
  CHECK_CONSTRAINTS("checkConstraints", Kind.WRITER, 0, 3),
  /** Changed rows are written besides. */
  CHANGE_DATA_FEED("changeDataFeed", Kind.WRITER, 0, 4),
  /** Columns computed from others. */
  GENERATED_COLUMNS("generatedColumns", Kind.WRITER, 0, 4),
  /** Columns have a physical name and an id. */
  COLUMN_MAPPING("columnMapping", Kind.READER_WRITER, 2, 5),
  /** Columns that number rows. */
  IDENTITY_COLUMNS("identityColumns", Kind.WRITER, 0, 6),
  /** Rows deleted by marking them. */
  DELETION_VECTORS("deletionVectors", Kind.READER_WRITER),
  /** Metadata of other parties' own. */
  DOMAIN_METADATA("domainMetadata", Kind.WRITER),
  /** Rows have ids. */
  ROW_TRACKING("rowTracking", Kind.WRITER, DOMAIN_METADATA),
  /** Times without a zone. */
  TIMESTAMP_NTZ("timestampNtz", Kind.READER_WRITER),
  /** Checkpoints with sidecars. */
  V2_CHECKPOINT("v2Checkpoint", Kind.READER_WRITER),
  /** Commits carry their time. */
  IN_COMMIT_TIMESTAMP("inCommitTimestamp", Kind.WRITER),
  /** VACUUM checks the protocol. */
  VACUUM_PROTOCOL_CHECK("vacuumProtocolCheck", Kind.READER_WRITER),
  /** A catalog decides on commits. */
  CATALOG_MANAGED("catalogManaged", Kind.READER_WRITER, IN_COMMIT_TIMESTAMP),
  /** An older name of {@link #CATALOG_MANAGED}. */
  CATALOG_OWNED_PREVIEW("catalogOwned-preview", Kind.READER_WRITER, IN_COMMIT_TIMESTAMP),
  /** An older name of {@link #CATALOG_MANAGED}. */
  CATALOG_OWNED("catalogOwned", Kind.READER_WRITER, IN_COMMIT_TIMESTAMP),
  /** A rejected predecessor of {@link #CATALOG_MANAGED}. */
  COORDINATED_COMMITS_PREVIEW("coordinatedCommits-preview", Kind.WRITER, IN_COMMIT_TIMESTAMP),
  /** Files that Iceberg readers can read, first rules. */
  ICEBERG_COMPAT_V1("icebergCompatV1", Kind.WRITER, COLUMN_MAPPING),
  /** Files that Iceberg readers can read, second rules. */
  ICEBERG_COMPAT_V2("icebergCompatV2", Kind.WRITER, COLUMN_MAPPING),
  /** Files that Iceberg readers can read, third rules. */
  ICEBERG_COMPAT_V3("icebergCompatV3", Kind.WRITER, COLUMN_MAPPING, ROW_TRACKING),
  /** What Iceberg writers may do, first rules. */
  ICEBERG_WRITER_COMPAT_V1("icebergWriterCompatV1", Kind.WRITER, ICEBERG_COMPAT_V2),
  /** What Iceberg writers may do, third rules. */
  ICEBERG_WRITER_COMPAT_V3("icebergWriterCompatV3", Kind.WRITER, ICEBERG_COMPAT_V3),
  /** Rows that are near each other lie in the same files. */
  CLUSTERING("clustering", Kind.WRITER, DOMAIN_METADATA),
  /** An older name of {@link #CLUSTERING}. */
  LIQUID("liquid", Kind.WRITER, DOMAIN_METADATA),
  /** Types that grew. */
  TYPE_WIDENING("typeWidening", Kind.READER_WRITER),
  /** The preview of {@link #TYPE_WIDENING}. */
  TYPE_WIDENING_PREVIEW("typeWidening-preview", Kind.READER_WRITER),
  /** Semi-structured data. */
  VARIANT_TYPE("variantType", Kind.READER_WRITER),
  /** The preview of {@link #VARIANT_TYPE}. */
  VARIANT_TYPE_PREVIEW("variantType-preview", Kind.READER_WRITER),
  /** Semi-structured data in columns. */
  VARIANT_SHREDDING("variantShredding", Kind.READER_WRITER),
  /** The preview of {@link #VARIANT_SHREDDING}. */
  VARIANT_SHREDDING_PREVIEW("variantShredding-preview", Kind.READER_WRITER),
  /** Columns with a value for rows that name none. */
  ALLOW_COLUMN_DEFAULTS("allowColumnDefaults", Kind.WRITER),
  /** Checkpoints that must stay. */
  CHECKPOINT_PROTECTION("checkpointProtection", Kind.WRITER),
  /** How strings compare. */
  COLLATIONS("collations", Kind.WRITER),
  /** The preview of {@link #COLLATIONS}. */
  COLLATIONS_PREVIEW("collations-preview", Kind.WRITER),
  /** Whether columns were dropped or renamed. */
  COLUMN_MAPPING_USAGE_TRACKING("columnMappingUsageTracking", Kind.WRITER),
  /** Partition columns are in the data files too. */
  MATERIALIZE_PARTITION_COLUMNS("materializePartitionColumns", Kind.WRITER),
  /** Times in nanoseconds. */
  TIMESTAMP_NANOS("timestampNanos", Kind.READER_WRITER, TIMESTAMP_NTZ),
  /** A tree of manifests in place of checkpoints. */
  ADAPTIVE_METADATA("adaptiveMetadata", Kind.READER_WRITER),
  /** The preview of {@link #ADAPTIVE_METADATA}. */
  ADAPTIVE_METADATA_PREVIEW("adaptiveMetadata-preview", Kind.READER_WRITER),
  /** Types that intervals have. */
  INTERVAL_TYPE("intervalType", Kind.READER_WRITER),
  /** Shapes on a plane or the globe. */
  GEOSPATIAL("geospatial", Kind.READER_WRITER),
  /** The preview of {@link #GEOSPATIAL}. */
  GEOSPATIAL_DEV("geospatial-dev", Kind.READER_WRITER),
  /** The table is elsewhere. */
  REDIRECT_READER_WRITER_PREVIEW("redirectReaderWriter-preview", Kind.READER_WRITER),
  /** The table is elsewhere, for writers. */
  REDIRECT_WRITER_ONLY_PREVIEW("redirectWriterOnly-preview", Kind.WRITER);

  /** Who must have the feature. */
  public enum Kind {
    /** Only who writes. */
    WRITER,
    /** Also who reads. */
    READER_WRITER
  }

  private static final Map<String, TableFeature> BY_NAME = new HashMap<>();

  static {
    for (TableFeature feature : values()) {
      BY_NAME.put(feature.protocolName, feature);
    }
    // Seen in tables of early writers.
    BY_NAME.put("timestampWithoutTimezone", TIMESTAMP_NTZ);
  }

  private final String protocolName;
  private final Kind kind;
  private final int legacyReaderVersion;
  private final int legacyWriterVersion;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<TableFeature> requires;

  TableFeature(String protocolName, Kind kind, TableFeature... requires) {
    this(protocolName, kind, 0, 0, requires);
  }

  TableFeature(
      String protocolName,
      Kind kind,
      int legacyReaderVersion,
      int legacyWriterVersion,
      TableFeature... requires) {
    this.protocolName = protocolName;
    this.kind = kind;
    this.legacyReaderVersion = legacyReaderVersion;
    this.legacyWriterVersion = legacyWriterVersion;
    this.requires = List.of(requires);
  }

  /** The feature that protocols call {@code name}; names are case-sensitive. */
  public static Optional<TableFeature> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The features that all tables of a writer version from before features were named may use. */
  public static List<TableFeature> impliedByWriter(int minWriterVersion) {
    List<TableFeature> implied = new ArrayList<>();
    for (TableFeature feature : values()) {
      if (feature.legacyWriterVersion > 0 && feature.legacyWriterVersion <= minWriterVersion) {
        implied.add(feature);
      }
    }
    return Collections.unmodifiableList(implied);
  }

  /** The name that protocols use. */
  public String protocolName() {
    return protocolName;
  }

  /** Who must have it. */
  public Kind kind() {
    return kind;
  }

  /** The reader version that implies it, 0 if none does. */
  public int legacyReaderVersion() {
    return legacyReaderVersion;
  }

  /** The writer version that implies it, 0 if none does. */
  public int legacyWriterVersion() {
    return legacyWriterVersion;
  }

  /** The features that a table with this one has, too. */
  public List<TableFeature> requires() {
    return requires;
  }
}
