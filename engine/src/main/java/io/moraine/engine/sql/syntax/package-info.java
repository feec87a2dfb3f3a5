/**
 * The untyped syntax tree of a SQL text: what was written, before any name has a meaning.
 *
 * <p>Start with {@link Statement}, {@link Query} and {@link SqlExpression}. Every node is an
 * immutable record that knows its {@link SourceRange}; two nodes are equal when they say the same,
 * wherever they stand. Making a tree from text is {@code io.moraine.engine.sql.parse}, making text
 * from a tree is {@code io.moraine.engine.sql.text}; names and types are resolved elsewhere.
 */
package io.moraine.engine.sql.syntax;
