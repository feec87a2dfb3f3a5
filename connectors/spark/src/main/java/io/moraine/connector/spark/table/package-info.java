/**
 * Tables as this process and others have them open, and what is sent from one to the other.
 *
 * <p>Start with {@link io.moraine.connector.spark.table.TablePlace}.
 */
package io.moraine.connector.spark.table;
