/**
 * The JDBC driver: {@code jdbc:moraine:/warehouse}.
 *
 * <p>Start with {@link io.moraine.jdbc.MoraineDriver}, which says what a URL may hold, or {@link
 * io.moraine.jdbc.MoraineDataSource}. Over {@link io.moraine.Session} alone, but for the parser of
 * the engine, which tells what a statement is before it runs.
 */
package io.moraine.jdbc;
