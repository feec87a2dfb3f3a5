package io.moraine.log.txn;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.path.DataPaths;
import java.util.List;

/** The deletion vectors of one table, to read and to write. */
public final class VectorAccess {
  private final ObjectStore store;
  private final DeletionVectorReader reader;
  private final DeletionVectorWriter writer;

  /** Vectors of the table at the root of {@code store}. */
  public VectorAccess(ObjectStore store, Environment environment) {
    this.store = store;
    this.reader = new DeletionVectorReader(store, new DataPaths(store.root()));
    this.writer = new DeletionVectorWriter(store, environment);
  }

  DeletionVector read(DeletionVectorDescriptor descriptor, String dataFile) {
    return reader.read(descriptor, dataFile);
  }

  DeletionVectorWriter.Stored write(List<DeletionVector> vectors) {
    return writer.write(vectors);
  }

  void delete(String file) {
    store.delete(file);
  }
}
