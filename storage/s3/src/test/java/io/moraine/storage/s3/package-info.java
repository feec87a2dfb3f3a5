/**
 * The store against a server in a JVM of its own, with faults between the two.
 *
 * <p>{@link io.moraine.storage.s3.S3Proxy} starts the server; {@link
 * io.moraine.storage.s3.FaultProxy} stands in front of it.
 */
package io.moraine.storage.s3;
