package io.moraine.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Metadata of what there is none of: keys, indexes, procedures, privileges, types of users. */
interface NoKeys extends DatabaseMetaData {
  @Override
  default ResultSet getProcedures(String catalog, String schemaPattern, String procedureNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.PROCEDURES);
  }

  @Override
  default ResultSet getProcedureColumns(
      String catalog, String schemaPattern, String procedureNamePattern, String columnNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.PROCEDURE_COLUMNS);
  }

  @Override
  default ResultSet getCatalogs() throws SQLException {
    return MetadataRows.none(MetadataRows.CATALOGS);
  }

  @Override
  default ResultSet getColumnPrivileges(
      String catalog, String schema, String table, String columnNamePattern) throws SQLException {
    return MetadataRows.none(MetadataRows.COLUMN_PRIVILEGES);
  }

  @Override
  default ResultSet getTablePrivileges(
      String catalog, String schemaPattern, String tableNamePattern) throws SQLException {
    return MetadataRows.none(MetadataRows.TABLE_PRIVILEGES);
  }

  @Override
  default ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable)
      throws SQLException {
    return MetadataRows.none(MetadataRows.ROW_IDENTIFIERS);
  }

  @Override
  default ResultSet getVersionColumns(String catalog, String schema, String table)
      throws SQLException {
    return MetadataRows.none(MetadataRows.ROW_IDENTIFIERS);
  }

  @Override
  default ResultSet getPrimaryKeys(String catalog, String schema, String table)
      throws SQLException {
    return MetadataRows.none(MetadataRows.PRIMARY_KEYS);
  }

  @Override
  default ResultSet getImportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return MetadataRows.none(MetadataRows.FOREIGN_KEYS);
  }

  @Override
  default ResultSet getExportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return MetadataRows.none(MetadataRows.FOREIGN_KEYS);
  }

  @Override
  default ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable)
      throws SQLException {
    return MetadataRows.none(MetadataRows.FOREIGN_KEYS);
  }

  @Override
  default ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate)
      throws SQLException {
    return MetadataRows.none(MetadataRows.INDEXES);
  }

  @Override
  default ResultSet getUDTs(
      String catalog, String schemaPattern, String typeNamePattern, int[] types)
      throws SQLException {
    return MetadataRows.none(MetadataRows.USER_TYPES);
  }

  @Override
  default ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.SUPER_TYPES);
  }

  @Override
  default ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.SUPER_TABLES);
  }

  @Override
  default ResultSet getAttributes(
      String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.ATTRIBUTES);
  }

  @Override
  default ResultSet getClientInfoProperties() throws SQLException {
    return MetadataRows.none(MetadataRows.CLIENT_INFO);
  }

  @Override
  default ResultSet getFunctionColumns(
      String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.FUNCTION_COLUMNS);
  }

  @Override
  default ResultSet getPseudoColumns(
      String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
      throws SQLException {
    return MetadataRows.none(MetadataRows.PSEUDO_COLUMNS);
  }
}
