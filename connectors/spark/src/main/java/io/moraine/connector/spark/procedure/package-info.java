/**
 * Maintenance of tables by {@code CALL}.
 *
 * <p>Start with {@link io.moraine.connector.spark.procedure.Procedures}.
 */
package io.moraine.connector.spark.procedure;
