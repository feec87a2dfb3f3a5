/**
 * Statements in random order, against a plain Java model of what they do to rows.
 *
 * <p>Start with {@link TableModelTest}; {@link Change} is a statement, as SQL and as what it does.
 */
package io.moraine.property.model;
