package io.carillon.carriers.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import io.carillon.model.Secret;
import java.time.Duration;
import java.util.List;

/// How a number is asked for.
///
/// @param url where, by GET; `{number}` stands for the number in E.164, `{digits}` for the same
///   without its plus. It may hold a secret
/// @param fields headers to send along
/// @param timeout for a whole call
/// @param cache how long an answer is remembered; zero = not at all
/// @param atOnce how many calls may be under way, 1–1,000; one more is not made
public record HttpLookupSettings(
    Secret url,
    List<Field> fields,
    Pointers pointers,
    Duration timeout,
    Duration cache,
    int atOnce) {
  /// The word in a URL that stands for the number with its plus, escaped.
  public static final String NUMBER = "{number}";

  /// The word in a URL that stands for the number without its plus.
  public static final String DIGITS = "{digits}";

  private static final int AT_ONCE_MAX = 1_000;

  public HttpLookupSettings {
    fields = List.copyOf(fields);
    if (!url.reveal().contains(NUMBER) && !url.reveal().contains(DIGITS)) {
      throw new IllegalArgumentException("url: holds neither " + NUMBER + " nor " + DIGITS);
    }
    if (atOnce < 1 || atOnce > AT_ONCE_MAX) {
      throw new IllegalArgumentException("at once: 1 to " + AT_ONCE_MAX);
    }
  }

  /// A header.
  public record Field(String name, Secret value) {}

  /// Where in the JSON of an answer what stands (RFC 6901); an empty pointer = it is not told.
  /// `mcc` may also point at MCC and MNC in one.
  public record Pointers(
      JsonPointer mcc, JsonPointer mnc, JsonPointer name, JsonPointer type, JsonPointer country) {}
}
