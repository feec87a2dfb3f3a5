package io.moraine.cli;

import io.moraine.ManifestResult;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.core.type.DataType.Primitive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes manifests for engines that read no log. */
@Command(
    name = "generate",
    description = {
      "Write lists of a table's files, one for each partition, to _symlink_format_manifest in its"
          + " folder, for engines that read Hive's tables of symbolic links and no log.",
      "",
      "They are of the newest version, and stay so until they are generated again."
    })
final class GenerateCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      ManifestResult result = session.table(table).generateManifest();
      Rows rows =
          ResultTable.of(
              "version",
              Primitive.LONG,
              "manifests",
              Primitive.LONG,
              "files",
              Primitive.LONG,
              "removed_manifests",
              Primitive.LONG);
      rows.add(result.version(), result.manifests(), result.files(), result.removedManifests());
      printing.print(rows.batches());
    }
  }
}
