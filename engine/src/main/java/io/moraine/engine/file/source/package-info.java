/**
 * What readers of plain files share: the file itself, its text, and what becomes of bad rows.
 *
 * <p>Start with {@link io.moraine.engine.file.source.SourceFile}; {@link
 * io.moraine.engine.file.source.RowErrors} decides about rows that do not fit. What a row is, the
 * formats' packages know.
 */
package io.moraine.engine.file.source;
