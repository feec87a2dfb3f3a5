/**
 * What the catalog is made of: names of tables and namespaces, definitions, alterations.
 *
 * <p>Start with {@link io.moraine.connector.spark.catalog.Warehouse}.
 */
package io.moraine.connector.spark.catalog;
