/**
 * Google Cloud Storage as an object store, by its JSON API and the JDK's own client of HTTP.
 *
 * <p>{@link GcsProvider} is what is found by the scheme {@code gs}; {@link GcsOptions} names the
 * settings. A commit is one upload with {@code ifGenerationMatch=0}.
 */
@NullMarked
package io.moraine.storage.gcs;

import org.jspecify.annotations.NullMarked;
