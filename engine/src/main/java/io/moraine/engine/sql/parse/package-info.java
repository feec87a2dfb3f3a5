/**
 * From SQL text to syntax tree, for Spark's dialect in its default mode with Delta's statements.
 *
 * <p>Start with {@link SqlParser}. A {@link Lexer} cuts the text into tokens, and one class for
 * each part of the grammar reads them by recursive descent, operators by their precedence. Words
 * are keywords only where the grammar wants one, so almost any of them can be a name. What a name
 * means is not asked here.
 */
package io.moraine.engine.sql.parse;
