package io.moraine;

/**
 * How many rows a write changed.
 *
 * @param affected all of them together
 * @param updated rows that got other values
 * @param deleted rows that are gone
 * @param inserted rows that are new
 */
public record Changes(long affected, long updated, long deleted, long inserted) {}
