package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.read.FileScan;
import io.moraine.connector.spark.read.TableScanBuilder;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.write.WriterOptions;
import io.moraine.core.json.JsonWriter;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.ScanFile;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.RowLevelOperation.Command;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The table that an operation changes, and what the operation read of it. */
final class Target {
  private final TablePlace place;
  private final Snapshot snapshot;
  private final Command command;
  private final WriterOptions options;
  private final ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
  private final List<FileScan> scans = new ArrayList<>();

  Target(TablePlace place, Snapshot snapshot, Command command, CaseInsensitiveStringMap options) {
    this.place = place;
    this.snapshot = snapshot;
    this.command = command;
    this.options = WriterOptions.of(options);
  }

  TablePlace place() {
    return place;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Command command() {
    return command;
  }

  ZoneId zone() {
    return zone;
  }

  /** Plans a scan of the table, which is remembered. */
  ScanBuilder scan(TableScanBuilder.Granularity granularity) {
    return new TableScanBuilder(place, snapshot, granularity).told(scans::add);
  }

  /** The files that were read, by their paths. */
  Map<String, ScanFile> files() {
    Map<String, ScanFile> files = new LinkedHashMap<>();
    for (FileScan scan : scans) {
      scan.files().forEach(file -> files.put(file.path(), file));
    }
    return files;
  }

  /**
   * The files of the one scan, all of whose rows are written again.
   *
   * @throws IllegalStateException if there were several: which rows come again could not be told
   */
  List<ScanFile> rewrittenFiles() {
    if (scans.size() != 1) {
      throw new IllegalStateException(
          "An operation that writes files of %s again needs one scan of it, found %d"
              .formatted(place, scans.size()));
    }
    return scans.get(0).files();
  }

  /** A transaction that read what the scans read. */
  Transaction transaction() {
    Map<String, String> parameters = new LinkedHashMap<>();
    JsonWriter predicate = new JsonWriter().beginArray();
    scans.stream().map(scan -> scan.filter().toString()).distinct().forEach(predicate::value);
    parameters.put("predicate", predicate.endArray().toString());
    Transaction transaction =
        Transaction.begin(
            place.handle().transactions(OpenPlaces.environment()),
            snapshot,
            Operation.of(command.name(), parameters));
    for (FileScan scan : scans) {
      transaction.readPaths(scan.filter(), scan.files().stream().map(ScanFile::path).toList());
    }
    options.userMetadata().ifPresent(transaction::userMetadata);
    return transaction;
  }

  boolean isTracked() {
    return snapshot.properties().enableRowTracking();
  }
}
