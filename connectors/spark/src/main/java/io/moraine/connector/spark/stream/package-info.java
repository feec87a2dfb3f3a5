/**
 * A table as a source of a stream: its rows, then those of each version that follows.
 *
 * <p>Start with {@link io.moraine.connector.spark.stream.TableStream}.
 */
package io.moraine.connector.spark.stream;
