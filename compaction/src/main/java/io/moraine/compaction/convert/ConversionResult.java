package io.moraine.compaction.convert;

import io.moraine.core.type.StructType;

/**
 * What became of a folder.
 *
 * @param version the table's, which is 0
 * @param schema the table's
 * @param files the files that are the table's now
 * @param bytes their sizes
 */
public record ConversionResult(long version, StructType schema, long files, long bytes) {}
