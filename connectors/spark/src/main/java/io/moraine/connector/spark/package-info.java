/**
 * What Spark loads by name: the format {@code moraine}, and the catalog.
 *
 * <p>Start with {@link io.moraine.connector.spark.MoraineCatalog} or {@link
 * io.moraine.connector.spark.MoraineDataSource}.
 */
package io.moraine.connector.spark;
