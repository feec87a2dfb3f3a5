/** What is refused; and, with {@code -Pstores}, the store against a cluster of HDFS. */
package io.moraine.storage.hadoop;
