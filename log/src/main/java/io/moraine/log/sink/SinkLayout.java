package io.moraine.log.sink;

import io.moraine.core.type.StructField;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What data files hold beside the columns that every table's hold, and where they lie.
 *
 * @param folder below the table's, with a slash at its end; empty for the table's own
 * @param extraColumns columns that files have after the table's own; batches have them there, too
 * @param partitions whether files have the partition columns, after the others
 * @param indexed physical paths of columns that have statistics whatever the properties say
 */
public record SinkLayout(
    String folder,
    List<StructField> extraColumns,
    PartitionColumns partitions,
    Set<List<String>> indexed) {
  /** Files as most tables have them. */
  public static final SinkLayout PLAIN =
      new SinkLayout("", List.of(), PartitionColumns.LEFT_OUT, Set.of());

  /** Where the values of partition columns are. */
  public enum PartitionColumns {
    /** In the log alone. */
    LEFT_OUT,
    /** In the log and in data files. */
    WRITTEN
  }

  public SinkLayout {
    extraColumns = List.copyOf(extraColumns);
    indexed = Set.copyOf(indexed);
  }

  /** The layout that a table's features ask for. */
  public static SinkLayout of(
      Protocol protocol, Metadata metadata, Map<String, DomainMetadata> domains) {
    TableProperties properties = new TableProperties(metadata.configuration());
    boolean written =
        SupportedFeatures.has(protocol, TableFeature.MATERIALIZE_PARTITION_COLUMNS)
            || properties.isOn("delta.writePartitionColumnsToParquet")
            || properties.isOn("delta.enableIcebergCompatV1")
            || properties.isOn("delta.enableIcebergCompatV2")
            || properties.isOn("delta.enableIcebergCompatV3");
    return new SinkLayout(
        "",
        List.of(),
        written ? PartitionColumns.WRITTEN : PartitionColumns.LEFT_OUT,
        Set.copyOf(ClusteringColumns.physical(domains)));
  }

  /** The same layout with {@code columns} after those that it has. */
  public SinkLayout withExtraColumns(List<StructField> columns) {
    List<StructField> all = new ArrayList<>(extraColumns);
    all.addAll(columns);
    return new SinkLayout(folder, all, partitions, indexed);
  }

  /** The same layout below {@code newFolder}. */
  public SinkLayout withFolder(String newFolder) {
    return new SinkLayout(newFolder, extraColumns, partitions, indexed);
  }

  /** The same layout with statistics of the columns at the physical paths {@code columns}, too. */
  public SinkLayout withIndexed(List<List<String>> columns) {
    Set<List<String>> all = new HashSet<>(indexed);
    all.addAll(columns);
    return new SinkLayout(folder, extraColumns, partitions, all);
  }
}
