/**
 * Version checksums: what a version's state comes to in numbers, and the small part of it, in a
 * file beside its commit.
 *
 * <p>Start with {@link VersionChecksum} and {@link ChecksumFile}; {@link ChecksumBuilder} derives
 * one from the one before. When they are written is {@link io.moraine.log.upkeep}; readers that
 * hold a state against them are in {@link io.moraine.log.snapshot}.
 */
@NullMarked
package io.moraine.log.checksum;

import org.jspecify.annotations.NullMarked;
