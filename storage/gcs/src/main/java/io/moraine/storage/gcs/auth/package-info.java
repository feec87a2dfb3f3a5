/**
 * Tokens that allow requests to Google Cloud: from a key file, from the machine's own account, or
 * given. Start with {@link Tokens}.
 */
@NullMarked
package io.moraine.storage.gcs.auth;

import org.jspecify.annotations.NullMarked;
