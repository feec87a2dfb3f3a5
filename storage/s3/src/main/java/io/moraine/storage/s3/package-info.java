/**
 * Amazon S3 and the services that speak its language, as an object store.
 *
 * <p>{@link S3Provider} is what is found by the schemes {@code s3} and {@code s3a}; {@link
 * S3Options} names the settings. A commit is one conditional put ({@code If-None-Match: *}), which
 * the client never repeats by itself: {@link ConditionalPut} tells by the error's code what came of
 * it. Stores that are too old for that are guarded by {@link io.moraine.storage.s3.dynamodb}.
 */
@NullMarked
package io.moraine.storage.s3;

import org.jspecify.annotations.NullMarked;
