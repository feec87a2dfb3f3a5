package io.moraine.storage.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Says with each request how the object is encrypted, in one place, so that none goes without. */
final class EncryptionHeaders implements ExecutionInterceptor {
  private static final String PREFIX = "x-amz-server-side-encryption";

  /** Of requests that make an object. */
  private final Map<String, String> writing = new TreeMap<>();

  /** Of all requests that have to do with an object's bytes. */
  private final Map<String, String> touching = new TreeMap<>();

  EncryptionHeaders(S3Options.Encryption encryption) {
    switch (encryption.method()) {
      case "none" -> {}
      case "aes256" -> writing.put(PREFIX, "AES256");
      case "customer" -> {
        String key = encryption.customerKey().orElseThrow();
        touching.put(PREFIX + "-customer-algorithm", "AES256");
        touching.put(PREFIX + "-customer-key", key);
        touching.put(PREFIX + "-customer-key-MD5", md5(key));
      }
      default -> {
        writing.put(PREFIX, encryption.method());
        encryption.kmsKeyId().ifPresent(id -> writing.put(PREFIX + "-aws-kms-key-id", id));
      }
    }
  }

  private static String md5(String base64Key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(Base64.getDecoder().decode(base64Key));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    boolean makes =
        request instanceof PutObjectRequest || request instanceof CreateMultipartUploadRequest;
    boolean touches =
        makes
            || request instanceof UploadPartRequest
            || request instanceof CompleteMultipartUploadRequest
            || request instanceof GetObjectRequest
            || request instanceof HeadObjectRequest;
    SdkHttpRequest.Builder changed = context.httpRequest().toBuilder();
    if (makes) {
      writing.forEach(changed::putHeader);
    }
    if (touches) {
      touching.forEach(changed::putHeader);
    }
    return changed.build();
  }
}
