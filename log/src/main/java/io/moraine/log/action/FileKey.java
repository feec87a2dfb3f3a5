package io.moraine.log.action;

import org.jspecify.annotations.Nullable;

/**
 * What identifies a file of the table to replay: its path and which of its rows are deleted.
 *
 * @param path the path in the form that replay compares
 * @param deletionVectorId the deletion vector's unique id, null without one
 */
public record FileKey(String path, @Nullable String deletionVectorId) {}
