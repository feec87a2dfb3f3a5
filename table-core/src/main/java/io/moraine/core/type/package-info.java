/**
 * The types of Delta's schemas, and their JSON form.
 *
 * <p>Start with {@link DataType} and {@link StructType}; {@link SchemaJson} reads and writes the
 * log's {@code schemaString}. Values of a type are described at {@link DataType}.
 */
package io.moraine.core.type;
