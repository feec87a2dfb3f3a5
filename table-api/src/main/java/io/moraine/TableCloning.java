package io.moraine;

import io.moraine.compaction.copy.CloneOptions;
import io.moraine.compaction.copy.CloneOptions.Depth;
import io.moraine.compaction.copy.CloneOptions.Existing;
import io.moraine.compaction.copy.TableClone;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a version of a table a table of its own elsewhere, without its history. Each method returns
 * another; {@link #execute} does it.
 */
public final class TableCloning {
  private final Session session;
  private final DeltaTable source;
  private final String target;
  private final CloneOptions options;

  TableCloning(Session session, DeltaTable source, String target, CloneOptions options) {
    this.session = session;
    this.source = source;
    this.target = target;
    this.options = options;
  }

  private TableCloning with(CloneOptions newOptions) {
    return new TableCloning(session, source, target, newOptions);
  }

  /**
   * Copies no file: the clone names those of the source, which must stay there. Vacuuming the
   * source may break it, and sessions read it if {@link TableOptions#allowExternalPaths} allows
   * files outside of a table's folder.
   */
  public TableCloning shallow() {
    return with(new CloneOptions(Depth.SHALLOW, options.existing(), options.properties()));
  }

  /**
   * Takes the place of a table that is there, as a new version of it. Files of an earlier clone
   * that are still the same are not copied again.
   */
  public TableCloning replace() {
    return with(options.withExisting(Existing.REPLACED));
  }

  /** Sets a property of the clone, which has the source's besides. */
  public TableCloning property(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(options.properties());
    more.put(key, value);
    return with(options.withProperties(more));
  }

  /** What would be done, in a line for people. Nothing is changed. */
  public String dryRun() {
    long files = source.snapshot().files().size();
    long bytes = source.snapshot().files().sizeBytes();
    boolean there = session.exists(target);
    String problem =
        there && options.existing() == Existing.REFUSED
            ? "; but there is a table already, which only a clone that replaces it may take the"
                + " place of"
            : there ? ", in place of the table that is there" : "";
    return "%s version %d to %s: %d files of %d bytes%s%s"
        .formatted(
            source.name(),
            source.snapshot().version(),
            target,
            files,
            bytes,
            options.depth() == Depth.SHALLOW ? ", none of them copied" : "",
            problem);
  }

  /**
   * Makes the clone.
   *
   * @throws io.moraine.core.error.InvalidInputException if there is a table at the place
   */
  public CloneResult execute() {
    TableHandle handle = session.handle(target);
    TableClone clone =
        new TableClone(
            source.snapshot(),
            source.handle().store(),
            handle.log(),
            handle.transactions(session.environment()),
            options);
    return CloneResult.of(Conflicts.translate(clone::run));
  }
}
