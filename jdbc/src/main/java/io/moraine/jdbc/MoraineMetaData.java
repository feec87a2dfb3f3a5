package io.moraine.jdbc;

import io.moraine.Rows;
import io.moraine.core.type.StructType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a connection knows of its tables. There are no catalogs and no schemas: the warehouse's
 * tables have names of one part.
 */
final class MoraineMetaData implements Abilities, Limits, NoKeys, Wrapped {
  private static final String TABLE = "TABLE";

  private final MoraineConnection connection;

  MoraineMetaData(MoraineConnection connection) {
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  /** Whether something in no schema and no catalog is asked for. */
  private static boolean isInNone(String catalog, String schemaPattern) {
    return (catalog == null || catalog.isEmpty())
        && (schemaPattern == null
            || schemaPattern.isEmpty()
            || MetadataRows.pattern(schemaPattern).matcher("").matches());
  }

  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String namePattern, String[] types)
      throws SQLException {
    connection.requireOpen();
    Rows rows = MetadataRows.of(MetadataRows.TABLES);
    boolean wanted = types == null || Arrays.stream(types).anyMatch(TABLE::equalsIgnoreCase);
    if (wanted && isInNone(catalog, schemaPattern)) {
      Warehouse warehouse = new Warehouse(connection.session());
      for (String name : warehouse.tables(MetadataRows.pattern(namePattern))) {
        Optional<String> comment = warehouse.comment(name);
        rows.add(null, null, name, TABLE, comment.orElse(""), null, null, null, null, null);
      }
    }
    return MoraineResultSet.of(rows);
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tablePattern, String columnPattern)
      throws SQLException {
    connection.requireOpen();
    Rows rows = MetadataRows.of(MetadataRows.COLUMNS);
    if (isInNone(catalog, schemaPattern)) {
      Warehouse warehouse = new Warehouse(connection.session());
      Pattern columns = MetadataRows.pattern(columnPattern);
      for (String table : warehouse.tables(MetadataRows.pattern(tablePattern))) {
        StructType schema = warehouse.schema(table);
        for (int i = 0; i < schema.size(); i++) {
          if (columns.matcher(schema.field(i).name()).matches()) {
            ColumnRow.add(rows, table, schema.field(i), i + 1);
          }
        }
      }
    }
    return MoraineResultSet.of(rows);
  }

  @Override
  public ResultSet getTableTypes() {
    return MoraineResultSet.of(MetadataRows.of(MetadataRows.TABLE_TYPES).add(TABLE));
  }

  @Override
  public ResultSet getSchemas() {
    return MetadataRows.none(MetadataRows.SCHEMAS);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) {
    return MetadataRows.none(MetadataRows.SCHEMAS);
  }

  @Override
  public ResultSet getTypeInfo() {
    return MoraineResultSet.of(TypeRows.all());
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String namePattern) {
    Rows rows = MetadataRows.of(MetadataRows.FUNCTIONS);
    if (isInNone(catalog, schemaPattern)) {
      Pattern names = MetadataRows.pattern(namePattern);
      FunctionNames.all().stream()
          .filter(name -> names.matcher(name).matches())
          .forEach(name -> rows.add(null, null, name, "", functionNoTable, name));
    }
    return MoraineResultSet.of(rows);
  }

  @Override
  public String getURL() {
    return connection.url();
  }

  @Override
  public String getUserName() {
    return "";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getDatabaseProductName() {
    return "Moraine";
  }

  @Override
  public String getDatabaseProductVersion() {
    return getDriverVersion();
  }

  @Override
  public String getDriverName() {
    return "Moraine JDBC driver";
  }

  @Override
  public String getDriverVersion() {
    String version = MoraineDriver.class.getPackage().getImplementationVersion();
    return version == null ? MoraineDriver.MAJOR + "." + MoraineDriver.MINOR : version;
  }

  @Override
  public int getDriverMajorVersion() {
    return MoraineDriver.MAJOR;
  }

  @Override
  public int getDriverMinorVersion() {
    return MoraineDriver.MINOR;
  }

  @Override
  public int getDatabaseMajorVersion() {
    return MoraineDriver.MAJOR;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return MoraineDriver.MINOR;
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "`";
  }

  /** Words of the dialect that SQL:2003 does not have. */
  @Override
  public String getSQLKeywords() {
    return "ANTI,CLUSTER,DISTRIBUTE,DIV,EXPLAIN,ILIKE,LATERAL,LIMIT,MINUS,OFFSET,OPTIMIZE,PIVOT,"
        + "QUALIFY,REGEXP,RLIKE,SEMI,SHOW,SORT,TABLESAMPLE,UNPIVOT,VACUUM";
  }

  @Override
  public String getNumericFunctions() {
    return "";
  }

  @Override
  public String getStringFunctions() {
    return "";
  }

  @Override
  public String getTimeDateFunctions() {
    return "";
  }

  /** All there are, which are not sorted by kind. */
  @Override
  public String getSystemFunctions() {
    return String.join(",", FunctionNames.all()).toUpperCase(Locale.ROOT);
  }

  @Override
  public String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public String getExtraNameCharacters() {
    return "";
  }

  /** Not in the form of JDBC's escapes, which there are none of. */
  @Override
  public boolean supportsConvert() {
    return false;
  }

  @Override
  public boolean supportsConvert(int from, int to) {
    return false;
  }

  @Override
  public String getSchemaTerm() {
    return "";
  }

  @Override
  public String getProcedureTerm() {
    return "";
  }

  @Override
  public String getCatalogTerm() {
    return "";
  }

  @Override
  public String getCatalogSeparator() {
    return ".";
  }

  /** There are none of several statements; a statement is one that is serialisable. */
  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }
}
