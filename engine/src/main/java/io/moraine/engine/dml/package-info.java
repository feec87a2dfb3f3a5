/**
 * INSERT, UPDATE, DELETE and MERGE: what a statement makes of a table's rows.
 *
 * <p>Start with {@link DmlBinder}, which turns a statement into a {@link TableChange}: one plan
 * whose rows say what happens, where; {@link ChangeExecutor} runs it, writes files and commits. All
 * four statements are changes of one form, so that how a row is deleted is decided in one place.
 */
package io.moraine.engine.dml;
