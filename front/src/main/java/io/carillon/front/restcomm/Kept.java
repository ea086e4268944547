package io.carillon.front.restcomm;

import io.carillon.front.form.FormWriter;
import io.carillon.model.Direction;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.wire.http.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/// What only this dialect keeps with a message, in its keepsake as a form.
///
/// @param byGet whether status callbacks are GETs
/// @param apiVersion as the caller gave it; empty = the usual one
/// @param headers the parameters that began with `X-`
record Kept(boolean byGet, String apiVersion, Map<String, String> headers) {
  /// Nothing out of the ordinary.
  static final Kept NONE = new Kept(false, "", Map.of());

  private static final String METHOD = "method";
  private static final String VERSION = "version";
  private static final String HEADER_PREFIX = "X-";

  Kept {
    headers = Map.copyOf(headers);
  }

  /// Whether a name is that of a header to keep.
  static boolean isHeader(String name) {
    return name.length() > HEADER_PREFIX.length()
        && name.regionMatches(true, 0, HEADER_PREFIX, 0, HEADER_PREFIX.length());
  }

  /// What was kept with a message that was sent; nothing where another dialect kept it.
  static Kept of(Message message) {
    var keepsake = message.origin().keepsake();
    boolean isOurs =
        message.origin().dialect().equals(Form.DIALECT)
            && message.parties().direction() == Direction.OUTBOUND;
    if (keepsake.isEmpty() || !isOurs) {
      return NONE;
    }
    return Parameters.form(keepsake.octets()).map(Kept::read).orElse(NONE);
  }

  private static Kept read(Parameters form) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : form.names()) {
      if (isHeader(name)) {
        headers.put(name, form.first(name).orElse(""));
      }
    }
    return new Kept(form.first(METHOD).isPresent(), form.first(VERSION).orElse(""), headers);
  }

  /// As it is kept.
  Keepsake keepsake() {
    return equals(NONE) ? Keepsake.NONE : new Keepsake(octets());
  }

  /// How many octets it would keep.
  int length() {
    return octets().length;
  }

  private byte[] octets() {
    var form = new FormWriter();
    if (byGet) {
      form.add(METHOD, "GET");
    }
    if (!apiVersion.isEmpty()) {
      form.add(VERSION, apiVersion);
    }
    headers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(header -> form.add(header.getKey(), header.getValue()));
    return form.bytes();
  }
}
