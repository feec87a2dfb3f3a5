package io.moraine.core.store.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store of a service promises besides: errors that say what is wrong. */
public abstract class RemoteStoreContract extends ObjectStoreContract {
  /** What {@link #wrongCredentials()} takes for a secret; no message may have it. */
  protected static final String WRONG_SECRET = "d3JvbmdTZWNyZXRXcm9uZ1NlY3JldFdyb25nU2VjcmV0";

  /** A store in a bucket that is not there, whose name has {@code missing-bucket} in it. */
  protected abstract ObjectStore missingBucket() throws Exception;

  /** A store that the service denies, as its secret is {@link #WRONG_SECRET}. */
  protected abstract ObjectStore wrongCredentials() throws Exception;

  @Test
  final void aMissingBucketIsNoMissingObject() throws Exception {
    try (ObjectStore store = missingBucket()) {
      refused(() -> store.read("a"), "missing-bucket");
      refused(() -> store.open("a"), "missing-bucket");
      refused(() -> store.status("a"), "missing-bucket");
      refused(() -> store.listFolder("a", "").hasNext(), "missing-bucket");
      refused(() -> store.listTree("").hasNext(), "missing-bucket");
      refused(() -> store.putIfAbsent("a", bytes("x")), "missing-bucket");
      refused(() -> store.put("a", bytes("x")), "missing-bucket");
    }
  }

  @Test
  final void wrongCredentialsAreAnErrorThatTellsNoSecret() throws Exception {
    try (ObjectStore store = wrongCredentials()) {
      refused(() -> store.read("a"), "denied");
      refused(() -> store.open("a"), "denied");
      refused(() -> store.status("a"), "denied");
      refused(() -> store.listFolder("a", "").hasNext(), "denied");
      refused(() -> store.putIfAbsent("a", bytes("x")), "denied");
      refused(() -> store.put("a", bytes("x")), "denied");
      refused(() -> store.delete("a"), "denied");
    }
  }

  private static void refused(ThrowingCallable call, String word) {
    assertThatThrownBy(call)
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining(word)
        .satisfies(
            error -> {
              for (Throwable next = error; next != null; next = next.getCause()) {
                org.assertj.core.api.Assertions.assertThat(next.toString())
                    .doesNotContain(WRONG_SECRET);
              }
            });
  }
}
