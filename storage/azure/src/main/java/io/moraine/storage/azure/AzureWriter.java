package io.moraine.storage.azure;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.moraine.core.env.Environment;
import io.moraine.core.store.PartedWriter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a blob by a put, or by blocks. Blocks that no blob is made of the service forgets. */
final class AzureWriter extends PartedWriter {
  private static final int PARTS_AT_ONCE = 4;

  private final BlockBlobClient blob;
  private final String names;

  AzureWriter(BlockBlobClient blob, String location, int partBytes, Environment environment) {
    super(location, partBytes, PARTS_AT_ONCE, environment);
    this.blob = blob;
    this.names = environment.newId();
  }

  @Override
  protected void putWhole(byte[] content, int length) {
    AzureStore.call(
        "write",
        location(),
        () -> blob.upload(new ByteArrayInputStream(content, 0, length), length, true));
  }

  @Override
  protected void begin() {}

  private String block(int number) {
    byte[] name = "%s-%06d".formatted(names, number).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(name);
  }

  @Override
  protected void sendPart(int number, byte[] content, int length) {
    AzureStore.call(
        "write",
        location(),
        () -> {
          blob.stageBlock(
              block(number),
              BinaryData.fromStream(new ByteArrayInputStream(content, 0, length), (long) length));
          return true;
        });
  }

  @Override
  protected void complete(int parts) {
    List<String> blocks = IntStream.range(0, parts).mapToObj(this::block).toList();
    AzureStore.call("finish", location(), () -> blob.commitBlockList(blocks, true));
  }

  @Override
  protected void abort() {}
}
