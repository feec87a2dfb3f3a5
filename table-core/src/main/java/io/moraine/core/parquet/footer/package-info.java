/**
 * The metadata of Parquet files: footers and page headers, parsed from Thrift's compact protocol.
 *
 * <p>Start with {@link Footer}. Every length and count is checked against the bytes that are left
 * before memory is taken for it. What the metadata point at is read elsewhere.
 */
package io.moraine.core.parquet.footer;
