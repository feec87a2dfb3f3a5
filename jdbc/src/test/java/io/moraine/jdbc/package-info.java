/** The driver, as plain JDBC, Spring and DuckDB's driver know drivers. */
package io.moraine.jdbc;
