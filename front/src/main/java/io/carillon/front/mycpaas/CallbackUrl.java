package io.carillon.front.mycpaas;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// A URL that is posted to, in the form in which it goes on the wire, and the overrides that its
/// fragment asked for.
///
/// The signature covers the URL, so what is signed must be what the far end sees: a path of `/`
/// where none was given, everything but visible ASCII percent-encoded, no fragment.
record CallbackUrl(String url, Overrides overrides) {
  private static final int LENGTH_MAX = 2_048;
  private static final String ESCAPED = "\"<>^`{|}";

  /// Reads what a request gives.
  sealed interface Read {
    /// A URL whose address is not checked yet.
    record Good(CallbackUrl callback) implements Read {}

    /// None; `rule` completes a sentence that begins with the field's name.
    record Bad(String rule) implements Read {}
  }

  static Read read(String text) {
    if (!text.matches("(?i)https?://[^/?#\\s].*")) {
      return new Read.Bad("must be an absolute http or https URL");
    }
    int hash = text.indexOf('#');
    var bare = wired(hash < 0 ? text : text.substring(0, hash));
    var overrides =
        hash < 0 ? Optional.of(Overrides.NONE) : Overrides.read(text.substring(hash + 1));
    if (overrides.isEmpty()) {
      return new Read.Bad(
          "has a connection override that is none: ct 100-10000, rt and tt 100-15000, rc 0-5,"
              + " rp of 4xx, 5xx, ct, rt, all");
    }
    var callback = new CallbackUrl(bare, overrides.get());
    return callback.kept().length() > LENGTH_MAX
        ? new Read.Bad("may have at most " + LENGTH_MAX + " characters")
        : new Read.Good(callback);
  }

  /// The callback that [#kept] wrote.
  static CallbackUrl of(String kept) {
    int hash = kept.indexOf('#');
    return hash < 0
        ? new CallbackUrl(kept, Overrides.NONE)
        : new CallbackUrl(
            kept.substring(0, hash),
            Overrides.read(kept.substring(hash + 1)).orElse(Overrides.NONE));
  }

  /// As it is kept with a message: the URL, with the overrides as its fragment.
  String kept() {
    return overrides.equals(Overrides.NONE) ? url : url + '#' + overrides.written();
  }

  /// A URL without fragment, as it goes on the wire.
  static String wired(String url) {
    int end = url.indexOf("://") + 3;
    while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    var rest = url.substring(end);
    var wired = new StringBuilder(url.length() + 1).append(url, 0, end);
    if (!rest.startsWith("/")) {
      wired.append('/');
    }
    for (byte octet : rest.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (c > '~' || ESCAPED.indexOf(c) >= 0) {
        wired.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      } else {
        wired.append(c);
      }
    }
    return wired.toString();
  }
}
