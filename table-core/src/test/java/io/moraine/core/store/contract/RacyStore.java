package io.moraine.core.store.contract;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ForwardingStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A store whose conditional put looks first and puts then, as a bad one would: two that look before
 * either has put both win. To find out whether a test finds it.
 */
public final class RacyStore extends ForwardingStore {
  private static final long PATIENCE_SECONDS = 10;

  /** By key: open once two have looked. */
  private final Map<String, CountDownLatch> looked = new ConcurrentHashMap<>();

  /** Puts into {@code store}. */
  public RacyStore(ObjectStore store) {
    super(store);
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    try {
      status(key);
      return PutOutcome.EXISTS;
    } catch (ObjectNotFoundException absent) {
      awaitAnother(key);
      put(key, content);
      return PutOutcome.WON;
    }
  }

  private void awaitAnother(String key) {
    CountDownLatch both = looked.computeIfAbsent(key, any -> new CountDownLatch(2));
    both.countDown();
    try {
      both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
