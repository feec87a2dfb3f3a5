package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.ChangeSummary;
import io.moraine.engine.dml.DmlStatements;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.dml.WriteOptions.Progress;
import io.moraine.engine.file.FileFormat;
import io.moraine.engine.file.FileTable;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Maintenance.CopyInto;
import io.moraine.engine.sql.syntax.Maintenance.CopySource;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SourceRange;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs COPY INTO: appends the rows of the files that it has not loaded before. Which files these
 * are is kept in the table's log, as the progress of an application for each file, so that it is
 * committed together with their rows.
 */
record CopyRunner(Binder binder, SessionCatalog catalog, PlanRunner runner, WriteOptions write) {
  private static final String FILES = "files to copy";
  private static final String APP_ID = "COPY INTO ";

  StatementResult run(CopyInto copy) {
    DeltaTable table = StatementRunner.delta(binder, catalog, copy.table());
    CopyOptions options;
    List<SourceFile> files;
    try {
      options = CopyOptions.of(copy);
      files = wanted(copy, options.format());
    } catch (InvalidInputException e) {
      throw binder.error(copy, e.getMessage());
    }
    if (!options.force()) {
      files.removeIf(
          file -> table.snapshot().setTransactions().containsKey(APP_ID + file.location()));
    }
    if (files.isEmpty()) {
      return result(0);
    }
    SessionCatalog sources = catalog.with(FILES, source(copy, options, files, table));
    List<Progress> marks = new ArrayList<>();
    long now = runner.environment().nowMillis();
    files.forEach(file -> marks.add(new Progress(APP_ID + file.location(), now)));
    WriteOptions marked = write.withMarks(marks);
    ChangeSummary summary =
        DmlStatements.execute(
            insert(copy),
            binder.over(sources),
            sources,
            runner,
            options.mergeSchema() ? marked.with(Evolution.MERGE) : marked,
            Optional.empty());
    return result(summary.insertedRows());
  }

  private static StatementResult result(long rows) {
    BatchReader reader =
        new ResultRows(
                StructType.of(
                    StructField.required("num_affected_rows", Primitive.LONG),
                    StructField.required("num_inserted_rows", Primitive.LONG)))
            .add(rows, rows)
            .reader();
    return StatementResult.of(reader);
  }

  /** The files that the statement means, loaded before or not. */
  private List<SourceFile> wanted(CopyInto copy, FileFormat format) {
    String path = path(copy);
    List<SourceFile> wanted = new ArrayList<>();
    if (!copy.files().isEmpty()) {
      for (String file : copy.files()) {
        String location = path.endsWith("/") ? path + file : path + "/" + file;
        wanted.addAll(FileTable.files(location, Optional.of(format), runner.environment()));
      }
      return wanted;
    }
    Optional<PathMatcher> matcher =
        copy.pattern().map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
    for (SourceFile file : FileTable.files(path, Optional.of(format), runner.environment())) {
      int slash = file.key().indexOf('/');
      // Below the folder itself, whose name is the first part of the key.
      Path below = Path.of(file.key().substring(slash + 1));
      if (matcher.isEmpty() || matcher.get().matches(below)) {
        wanted.add(file);
      }
    }
    return wanted;
  }

  private static String path(CopyInto copy) {
    return copy.source() instanceof CopySource.Path path
        ? path.path()
        : ((CopySource.Projection) copy.source()).path();
  }

  /** The files as a table; without a projection, with the types that the table has. */
  private FileTable source(
      CopyInto copy, CopyOptions options, List<SourceFile> files, DeltaTable table) {
    String name = path(copy);
    FileTable guessed = FileTable.of(name, files, options.reading(), runner.environment());
    if (options.format() == FileFormat.PARQUET) {
      return guessed;
    }
    List<StructField> fields = new ArrayList<>();
    for (StructField field : guessed.schema().fields()) {
      var own = table.schema().ordinalOf(field.name());
      if (copy.source() instanceof CopySource.Path && own.isPresent()) {
        fields.add(StructField.of(field.name(), table.schema().field(own.getAsInt()).type()));
      } else if (options.format() == FileFormat.CSV && !options.infersTypes()) {
        fields.add(StructField.of(field.name(), Primitive.STRING));
      } else {
        fields.add(field);
      }
    }
    return FileTable.of(
        name, files, options.reading().withSchema(StructType.of(fields)), runner.environment());
  }

  /** INSERT INTO table BY NAME SELECT … FROM the files. */
  private static Dml.Insert insert(CopyInto copy) {
    SourceRange range = copy.range();
    List<SqlExpression> items =
        copy.source() instanceof CopySource.Projection projection
            ? projection.items()
            : List.of(new Reference.Star(Optional.empty(), List.of(), range));
    QualifiedName files = new QualifiedName(List.of(new Identifier(FILES, range)), range);
    QueryBody select =
        new QueryBody.Select(
            false,
            items,
            Optional.of(new Relation.TableReference(files, Optional.empty(), range)),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            range);
    Query query =
        new Query(
            Optional.empty(),
            select,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            range);
    return new Dml.Insert(
        false,
        Dml.InsertMode.INTO,
        copy.table(),
        List.of(),
        List.of(),
        true,
        Optional.empty(),
        query,
        range);
  }
}
