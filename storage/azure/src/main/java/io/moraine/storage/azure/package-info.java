/**
 * Azure Blob Storage and Data Lake Storage as an object store.
 *
 * <p>{@link AzureProvider} is what is found by the schemes; {@link AzureOptions} names the
 * settings. All requests go to the Blob service, which accounts with folders have, too. A commit is
 * one put of a blob with {@code If-None-Match: *}.
 */
@NullMarked
package io.moraine.storage.azure;

import org.jspecify.annotations.NullMarked;
