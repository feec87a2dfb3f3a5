/**
 * Putting one version of the log, exactly once: who does it, and what came of it.
 *
 * <p>Start with {@link Committer}, which makes one attempt; {@link VersionPut} repeats attempts
 * until it is known whether the version is ours. Deciding whether a lost transaction may try the
 * next version is {@code io.moraine.log.txn}.
 */
@NullMarked
package io.moraine.log.commit;

import org.jspecify.annotations.NullMarked;
