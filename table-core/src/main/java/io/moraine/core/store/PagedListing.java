package io.moraine.core.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * A listing of a service that gives pages in the order of keys.
 *
 * <p>Some services order keys by UTF-16 units instead of UTF-8 bytes, which is another order only
 * among characters from the surrogates on. So from the first page that has such a character on, the
 * rest of the listing is read and sorted here.
 */
public abstract class PagedListing implements Iterator<ObjectStatus> {
  private final Queue<ObjectStatus> ready = new ArrayDeque<>();
  private boolean atEnd;

  /** The next page, which may be empty; nothing after the last one. */
  protected abstract Optional<List<ObjectStatus>> nextPage();

  /** Whether services disagree about the order of texts with this one. */
  public static boolean isOddlyOrdered(String key) {
    return key.chars().anyMatch(c -> c >= Character.MIN_SURROGATE);
  }

  @Override
  public final boolean hasNext() {
    while (ready.isEmpty() && !atEnd) {
      List<ObjectStatus> page = page();
      if (page.stream().anyMatch(status -> isOddlyOrdered(status.key()))) {
        page = new ArrayList<>(page);
        while (!atEnd) {
          page.addAll(page());
        }
        page.sort((left, right) -> Keys.compareUtf8(left.key(), right.key()));
      }
      ready.addAll(page);
    }
    return !ready.isEmpty();
  }

  private List<ObjectStatus> page() {
    Optional<List<ObjectStatus>> page = nextPage();
    atEnd = page.isEmpty();
    return page.orElse(List.of());
  }

  @Override
  public final ObjectStatus next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The listing is at its end");
    }
    return ready.remove();
  }
}
