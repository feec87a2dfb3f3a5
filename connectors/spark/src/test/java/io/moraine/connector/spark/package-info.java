/** The connector within Spark, beside Delta's own connector in the same session. */
package io.moraine.connector.spark;
