package io.carillon.wire.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The decoded names and values of a query or of an `application/x-www-form-urlencoded` body, in
/// the order sent; a name may have several values.
public final class Parameters {
  /// Pairs that one query or form may have; more is refused as not decodable.
  private static final int PAIRS_MAX = 10_000;

  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Parameters none() {
    return NONE;
  }

  /// Decodes a form body; empty where it cannot be decoded.
  public static Optional<Parameters> form(byte[] body) {
    String raw = Percent.utf8(body, body.length);
    return raw == null ? Optional.empty() : parse(raw);
  }

  /// Decodes a raw query (without the question mark); empty where it cannot be decoded: a broken
  /// percent-escape, bytes that are not UTF-8, NUL, or more than 10,000 pairs.
  public static Optional<Parameters> parse(String raw) {
    if (raw.isEmpty()) {
      return Optional.of(NONE);
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    int pairs = 0;
    for (int start = 0; start <= raw.length(); ) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start && (++pairs > PAIRS_MAX || !add(values, raw.substring(start, end)))) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return Optional.of(new Parameters(values));
  }

  private static boolean add(Map<String, List<String>> values, String pair) {
    int equals = pair.indexOf('=');
    String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
    String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true);
    if (name == null || value == null) {
      return false;
    }
    values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    return true;
  }

  /// The first value of that name.
  public Optional<String> first(String name) {
    List<String> all = values.get(name);
    return all == null ? Optional.empty() : Optional.of(all.getFirst());
  }

  /// All values of that name, in order.
  public List<String> all(String name) {
    List<String> all = values.get(name);
    return all == null ? List.of() : List.copyOf(all);
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }
}
