package io.moraine.log.snapshot;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.segment.LogFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listings that do not show every commit that was made while they went on, as stores may give. */
class ListingRaceTest {
  private final WrittenLog table = new WrittenLog();
  private final List<Long> hidden = new ArrayList<>();

  /** The table's store, whose listings each hide the next of {@link #hidden}. */
  private ObjectStore racing() {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(table.store, arguments);
                return method.getName().equals("listFolder") ? hide(result) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Iterator<ObjectStatus> hide(Object listing) {
    List<ObjectStatus> shown = new ArrayList<>();
    ((Iterator<?>) listing).forEachRemaining(status -> shown.add((ObjectStatus) status));
    if (!hidden.isEmpty()) {
      String key = LogFile.commitKey(hidden.remove(0));
      shown.removeIf(status -> status.key().equals(key));
    }
    return shown.iterator();
  }

  @Test
  void aCommitThatAListingMissedIsLookedForAgainBeforeTheTableIsCalledCorrupt() {
    for (int version = 0; version < 6; version++) {
      table.commit(version, PROTOCOL, METADATA, add("f" + version));
    }
    TableLog log = new TableLog(racing());
    hidden.addAll(List.of(2L, 4L));
    assertThat(log.latest().version()).isEqualTo(5);
    hidden.add(3L);
    assertThat(log.history()).hasSize(6);
    Snapshot old = log.at(1);
    hidden.addAll(List.of(3L, 4L));
    assertThat(log.update(old).files().size()).isEqualTo(6);
    assertThat(hidden).isEmpty();
  }
}
