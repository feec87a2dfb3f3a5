/**
 * HDFS, and other file systems that Hadoop knows, as an object store. Hadoop itself is to be on the
 * class path: {@code hadoop-client-api} and {@code hadoop-client-runtime} will do.
 *
 * <p>Start with {@link HadoopProvider}. A commit is a temporary file that is renamed to its name if
 * that is free, which only some file systems do in one step; in others tables are only read.
 */
@NullMarked
package io.moraine.storage.hadoop;

import org.jspecify.annotations.NullMarked;
