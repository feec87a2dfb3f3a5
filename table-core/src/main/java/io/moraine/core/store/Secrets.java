package io.moraine.core.store;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps keys, tokens and signatures out of messages. */
public final class Secrets {
  /** What stands in messages instead of a secret. */
  public static final String HIDDEN = "***";

  private static final int DEEPEST_CAUSE = 20;

  /** Words in the names of settings whose values are not shown. */
  private static final List<String> WORDS =
      List.of("key", "secret", "token", "password", "credential", "sas", "signature");

  /** Parameters of presigned URLs and connection strings: the name is kept. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)\\b(X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-(?:Signature|Credential)"
              + "|AWSAccessKeyId|GoogleAccessId|Signature|sig|AccountKey|SharedAccessSignature"
              + "|access_token|aws_secret_access_key|aws_session_token)=([^&\\s;\"'<>]+)");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(Bearer|SharedKey|AWS4-HMAC-SHA256)\\s+[^\\s\"'<>,]+[^\"'<>\\n]*");

  private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s:]*:[^/@\\s]*(?=@)");

  private Secrets() {}

  /** Whether the setting {@code name} may hold a secret. */
  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }

  /**
   * {@code text} without what gives access: signatures and keys in URLs, user names with passwords,
   * authorisation headers.
   */
  public static String mask(String text) {
    String masked = PARAMETER.matcher(text).replaceAll("$1=" + Matcher.quoteReplacement(HIDDEN));
    masked = BEARER.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(HIDDEN));
    return USER.matcher(masked).replaceAll(Matcher.quoteReplacement(HIDDEN));
  }

  /**
   * {@code cause}, or what may be shown of it: a copy of the same trace with a masked text, if it
   * or what led to it tells a secret.
   */
  public static Throwable mask(Throwable cause) {
    Throwable next = cause;
    for (int depth = 0; next != null && depth < DEEPEST_CAUSE; depth++) {
      String text = next.toString();
      if (!mask(text).equals(text)) {
        Exception shown = new Exception(mask(cause.toString()));
        shown.setStackTrace(cause.getStackTrace());
        return shown;
      }
      next = next.getCause();
    }
    return cause;
  }
}
