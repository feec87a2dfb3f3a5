package io.moraine;

/**
 * Something that is wrong with a table.
 *
 * @param kind what: {@code MISSING_FILE}, {@code MISSING_VECTOR}, {@code UNREADABLE_FILE}, {@code
 *     WRONG_SIZE}, {@code WRONG_STATISTICS}, {@code BROKEN_CHECKPOINT}, {@code WRONG_CHECKSUM} or
 *     {@code ORPHANED_FILES}, the worst first
 * @param path of the file, as the log has it; of files of the log, the key
 * @param problem what is wrong: expected against found
 * @param remedy what mends it
 */
public record Finding(String kind, String path, String problem, String remedy) {}
