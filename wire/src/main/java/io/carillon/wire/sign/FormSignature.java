package io.carillon.wire.sign;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The scheme that signs a URL and a form: HMAC-SHA-1 over the exact URL with each name and its
/// values behind it, names sorted by their octets, nothing between; Base64.
///
/// A name that is repeated contributes its distinct values, sorted. A request without a form signs
/// the URL alone.
public final class FormSignature {
  private final Hmac hmac;

  /// @throws IllegalArgumentException if the token is empty
  public FormSignature(String token) {
    hmac = Hmac.sha1(token.getBytes(StandardCharsets.UTF_8));
  }

  /// The signature of a URL and a form.
  ///
  /// @param url scheme, host, port if it was given, path and query, without fragment
  public String sign(String url, List<Map.Entry<String, String>> form) {
    var sorted = new TreeMap<String, TreeSet<String>>();
    for (var field : form) {
      sorted.computeIfAbsent(field.getKey(), _ -> new TreeSet<>()).add(field.getValue());
    }
    var text = new StringBuilder(url);
    sorted.forEach((name, values) -> values.forEach(value -> text.append(name).append(value)));
    return hmac.base64(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Whether a signature is that of a URL and a form, in a time that tells nothing of where it
  /// differs.
  public Verdict verify(String signature, String url, List<Map.Entry<String, String>> form) {
    if (signature.isBlank()) {
      return Verdict.MALFORMED;
    }
    return Hmac.same(signature.strip(), sign(url, form)) ? Verdict.GENUINE : Verdict.FORGED;
  }
}
