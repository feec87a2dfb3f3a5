/**
 * Plain files that read like tables: CSV, JSON lines and Parquet, one file or a folder of them.
 *
 * <p>Start with {@link io.moraine.engine.file.FileTable}. The formats that are text are in packages
 * of their own below this one; Parquet is read by {@link io.moraine.core.parquet.read}.
 */
package io.moraine.engine.file;
