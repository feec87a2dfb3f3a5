package io.moraine.storage.hadoop;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system, as that of a service with buckets. */
public final class LocalUnderAnotherScheme extends RawLocalFileSystem {
  private static final URI ROOT = URI.create("oss://bucket");

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return "oss";
  }

  @Override
  protected int getDefaultPort() {
    return 80;
  }

  @Override
  protected void checkPath(Path path) {}

  /** The same for {@code FileContext}. */
  public static final class Context extends DelegateToFileSystem {
    /** As Hadoop makes it. */
    public Context(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(ROOT, new LocalUnderAnotherScheme(), configuration, "oss", true);
    }
  }
}
