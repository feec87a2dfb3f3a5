/**
 * What a table's metadata demands of its rows: constraints, defaults, generated and identity
 * columns, lengths of strings.
 *
 * <p>Start with {@link TableRules}, which binds what the schema and the properties say; {@link
 * RowChecks} holds rows against it. How statements make rows is {@code io.moraine.engine.dml}.
 */
package io.moraine.engine.rule;
