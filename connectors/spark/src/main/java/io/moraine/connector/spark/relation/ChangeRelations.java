package io.moraine.connector.spark.relation;

import io.moraine.connector.spark.changes.ChangesRequest;
import io.moraine.connector.spark.changes.ChangesTable;
import io.moraine.connector.spark.stream.StreamOptions;
import io.moraine.connector.spark.stream.TableStream;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Makes tables of the changes of others. */
public final class ChangeRelations {
  private ChangeRelations() {}

  /**
   * The changes that {@code request} asks for, of the table called {@code name}.
   *
   * @param options of the reader, for a stream
   */
  public static ChangesTable of(
      String name,
      TablePlace place,
      Snapshot newest,
      ChangesRequest request,
      CaseInsensitiveStringMap options) {
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    return new ChangesTable(
        name,
        place,
        newest,
        request,
        checkpoint -> TableStream.ofChanges(place, newest, StreamOptions.of(options, zone), zone));
  }
}
