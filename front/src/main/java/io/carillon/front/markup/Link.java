package io.carillon.front.markup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A document to ask for.
///
/// @param url absolute
/// @param byGet whether by GET; else by POST
/// @param more parameters besides those that each request of the dialect has
public record Link(String url, boolean byGet, Map<String, String> more) {
  private static final int URL_MAX = 2_048;
  private static final int SHOWN_MAX = 200;

  public Link {
    more = Map.copyOf(more);
  }

  /// A document without parameters of its own.
  public static Link to(String url, boolean byGet) {
    return new Link(url, byGet, Map.of());
  }

  /// The same with one parameter more.
  public Link with(String name, String value) {
    var all = new TreeMap<>(more);
    all.put(name, value);
    return new Link(url, byGet, all);
  }

  /// What a text in this document points to (RFC 3986 §5); empty where that is no http or https URL
  /// of at most 2,048 characters.
  public Optional<String> resolved(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.of(url);
    }
    if (stripped.regionMatches(true, 0, "http://", 0, 7)
        || stripped.regionMatches(true, 0, "https://", 0, 8)) {
      return fit(stripped);
    }
    try {
      var base = new URI(url.replaceFirst("#.*", ""));
      return fit(base.resolve(new URI(stripped.replace(" ", "%20"))).toString());
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> fit(String found) {
    return Optional.of(found)
        .filter(one -> one.length() <= URL_MAX && one.matches("(?i)https?://[^\\s/?#][^\\s]*"));
  }

  /// A URL for traces: without what may be secret in it, a login, the values of its query, its
  /// fragment.
  public static String shown(String url) {
    var bare =
        url.replaceFirst("#.*", "")
            .replaceFirst("(?i)^(https?://)[^/?@]*@", "$1")
            .replaceAll("=[^&]*", "=***");
    return bare.length() <= SHOWN_MAX ? bare : bare.substring(0, SHOWN_MAX);
  }

  /// `GET` or `POST`, in any case, of which POST is usual; empty where it is neither.
  public static Optional<Boolean> byGet(Optional<String> method) {
    return switch (method.orElse("POST").toUpperCase(Locale.ROOT)) {
      case "GET" -> Optional.of(true);
      case "POST" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
