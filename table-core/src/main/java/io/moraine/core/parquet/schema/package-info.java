/**
 * What a Parquet schema says, and the Delta type that it stands for.
 *
 * <p>Start with {@link SchemaNode}, the tree as the file has it, and {@link FileColumn}, the same
 * tree with lists, maps and structs recognised.
 */
package io.moraine.core.parquet.schema;
