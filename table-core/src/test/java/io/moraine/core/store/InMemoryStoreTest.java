package io.moraine.core.store;

import io.moraine.core.store.contract.ObjectStoreContract;
import java.time.Clock;

class InMemoryStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore open() {
    return new InMemoryStore("contract", Clock.systemUTC());
  }
}
