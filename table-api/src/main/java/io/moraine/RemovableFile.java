package io.moraine;

/**
 * A file that a table does not need.
 *
 * @param path below the table's folder
 * @param sizeBytes its size; 0 if it is not known
 * @param reason why it may go, for people
 */
public record RemovableFile(String path, long sizeBytes, String reason) {}
