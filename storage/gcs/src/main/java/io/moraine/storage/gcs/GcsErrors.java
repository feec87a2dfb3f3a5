package io.moraine.storage.gcs;

import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.store.Secrets;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What went wrong, in the words of this library; no message tells a secret. */
final class GcsErrors {
  private static final int LONGEST_MESSAGE = 300;

  private GcsErrors() {}

  static StorageException noAnswer(String deed, String location, IOException e) {
    return new StorageException(
        "Cannot %s %s: no answer: %s"
            .formatted(deed, location, Secrets.mask(String.valueOf(e.getMessage()))),
        Secrets.mask(e));
  }

  /** The error that an answer means which is no success. */
  static StorageException refused(String deed, String location, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String message = message(response.body());
    if (status == 404) {
      return message.contains("bucket does not exist")
          ? failure(deed, location, "there is no such bucket")
          : new ObjectNotFoundException(location);
    }
    if (status == 401 || status == 403) {
      return failure(
          deed,
          location,
          "access is denied (%d %s); check the credentials and what they may do"
              .formatted(status, message));
    }
    return failure(deed, location, "the service answered %d: %s".formatted(status, message));
  }

  private static StorageException failure(String deed, String location, String reason) {
    return new StorageException("Cannot %s %s: %s".formatted(deed, location, Secrets.mask(reason)));
  }

  /** The words of an error: {@code {"error": {"message": "…"}}}, or the plain text. */
  static String message(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    String message = text;
    if (text.startsWith("{")) {
      try {
        message = ofJson(JsonReader.of(text, "an error"));
      } catch (MoraineException e) {
        message = text;
      }
    }
    return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
  }

  private static String ofJson(JsonReader json) {
    String message = "";
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals("error") && json.kind() == JsonKind.OBJECT) {
        message = ofJson(json);
      } else if (name.equals("message") && json.kind() == JsonKind.STRING) {
        message = json.string();
      } else {
        json.skip();
      }
    }
    return message;
  }
}
