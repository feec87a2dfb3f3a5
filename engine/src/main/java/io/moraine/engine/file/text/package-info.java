/**
 * Values written as text: which type they have, and how they go into a column.
 *
 * <p>Start with {@link io.moraine.engine.file.text.TypeGuess} for the one and {@link
 * io.moraine.engine.file.text.ColumnBuffer} for the other. Both read a range of characters by
 * {@link io.moraine.engine.file.text.TextParser}, so that what is guessed always fits. How text is
 * cut into values, the formats' packages know.
 */
package io.moraine.engine.file.text;
