package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainsAndProgressTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore store = new InMemoryStore("table", clock);
  private final TestTable table = new TestTable(store, Worlds.world(clock, 1));

  @Test
  void aDomainIsPutReplacedAndRemoved() {
    table.create(Map.of());
    table.begin(WRITE).putDomain("app", "{\"a\":1}").putDomain("other", "x").commit();
    table.begin(WRITE).putDomain("app", "{\"a\":2}").commit();
    assertThat(table.state().domainMetadata().get("app").configuration()).isEqualTo("{\"a\":2}");
    table.begin(WRITE).removeDomain("app").removeDomain("never").commit();
    assertThat(table.state().domainMetadata()).containsOnlyKeys("other");
    assertThat(table.commits().get(3))
        .contains(new DomainMetadata("app", "{\"a\":2}", true))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta.rowTracking", "delta.clustering", "Delta.mine", "delta."})
  void theProtocolsOwnDomainsAreNotForUsers(String domain) {
    table.create(Map.of());
    String message =
        "Cannot change metadata domain '%s' of memory:/table/: domains that begin with 'delta.' are the protocol's own"
            .formatted(domain);
    assertThatThrownBy(() -> table.begin(WRITE).putDomain(domain, "{}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> table.begin(WRITE).removeDomain(domain))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void domainsNeedTheirFeature() {
    Transaction.create(table.context(), WRITE)
        .add(Protocol.legacy(1, 2))
        .add(TestTable.metadata(Map.of()))
        .commit();
    assertThatThrownBy(() -> table.begin(WRITE).putDomain("app", "{}").commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: metadata domain 'app' needs table feature domainMetadata, which the table does not have");
  }

  @Test
  void twoWritersOfOneDomainDoNotBothWin() {
    table.create(Map.of());
    Transaction late = table.begin(WRITE).putDomain("app", "late");
    Transaction other = table.begin(WRITE).putDomain("other", "late");
    table.begin(WRITE).putDomain("app", "first").commit();
    assertThatThrownBy(late::commit)
        .isInstanceOf(ConcurrentTransactionException.class)
        .hasMessageContaining("wrote metadata domain 'app', as this transaction does");
    assertThat(other.commit().version()).isEqualTo(2);
  }

  @Test
  void anApplicationAdvancesOnce() {
    table.create(Map.of());
    Transaction first = table.begin(WRITE);
    assertThat(first.advance("app", 5)).isTrue();
    first.add(file("a", "1", 1, 2)).commit();
    assertThat(table.state().setTransactions().get("app"))
        .isEqualTo(new SetTransaction("app", 5, clock.millis()));
    assertThat(table.begin(WRITE).advance("app", 5)).isFalse();
    assertThat(table.begin(WRITE).advance("app", 4)).isFalse();
    assertThat(table.begin(WRITE).advance("app", 6)).isTrue();
    assertThat(table.begin(WRITE).advance("another", 5)).isTrue();
  }

  @Test
  void theSameBatchTwiceAtOnceWinsOnce() {
    table.create(Map.of());
    Transaction one = table.begin(WRITE).add(file("a", "1", 1, 2));
    Transaction two = table.begin(WRITE).add(file("a", "2", 1, 2));
    assertThat(one.advance("app", 5)).isTrue();
    assertThat(two.advance("app", 5)).isTrue();
    one.commit();
    assertThatThrownBy(two::commit).isInstanceOf(ConcurrentTransactionException.class);
    assertThat(table.paths()).containsExactly("part=a/1");
  }
}
