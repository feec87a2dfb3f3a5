/**
 * Commits to stores without conditional puts, by a table of DynamoDB that tells who was first.
 *
 * <p>Start with {@link GuardedStore}. The table's layout and the order of steps are those of the
 * {@code S3DynamoDBLogStore} of Delta on Spark, so that both may write to one table: all writers
 * have to name the Delta table by the same location, with the same scheme.
 */
@NullMarked
package io.moraine.storage.s3.dynamodb;

import org.jspecify.annotations.NullMarked;
