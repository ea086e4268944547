package io.carillon.front.form;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes one `application/x-www-form-urlencoded` text, fields in the order in which they are
/// given; a name may come more than once. Not safe for two threads.
public final class FormWriter {
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();

  /// Adds a field.
  public FormWriter add(String name, String value) {
    fields.add(Map.entry(name, value));
    return this;
  }

  /// The fields so far, as they are, to be signed.
  public List<Map.Entry<String, String>> fields() {
    return List.copyOf(fields);
  }

  /// The text so far: ASCII.
  public String text() {
    var text = new StringBuilder();
    for (var field : fields) {
      text.append(text.isEmpty() ? "" : "&")
          .append(encoded(field.getKey()))
          .append('=')
          .append(encoded(field.getValue()));
    }
    return text.toString();
  }

  /// The text so far, as octets.
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "FormWriter[" + fields.size() + " fields]";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
