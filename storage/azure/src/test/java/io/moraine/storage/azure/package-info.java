/** The store's settings; and, with {@code -Pstores}, the store against Azurite. */
package io.moraine.storage.azure;
