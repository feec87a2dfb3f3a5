/**
 * SQL text from a syntax tree: how conditions are stored in a table, and trees shown to people.
 *
 * <p>Start with {@link SqlText}. The text is canonical: two equal trees have the same, and parsing
 * it gives an equal tree. It keeps no comments, blanks or needless parentheses.
 */
package io.moraine.engine.sql.text;
