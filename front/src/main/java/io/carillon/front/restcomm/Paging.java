package io.carillon.front.restcomm;

import io.carillon.front.json.JsonWriter;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Where one page of a list stands, in the manner of Restcomm-Connect: pages are counted from 0 and
/// by whole division, so that the last one may be empty.
///
/// @param uri the path that was asked for
/// @param filters what else the query asked for, to stand in the URIs of other pages too: ours
/// @param page this one, from 0
/// @param size how many items a page holds
/// @param total how many there are
/// @param quotesNull whether a page that does not exist is the text `null`, as Restcomm-Connect has
///   it, and not JSON's `null`
record Paging(String uri, String filters, int page, int size, long total, boolean quotesNull) {
  static final int SIZE_USUAL = 50;

  private static final Set<String> OWN = Set.of("Page", "PageSize", "AfterSid");

  /// The paging of a request for a list.
  static Paging of(Request request, int page, int size, long total, boolean quotesNull) {
    return new Paging(request.path(), filters(request.query()), page, size, total, quotesNull);
  }

  private static String filters(Parameters query) {
    var filters = new StringBuilder();
    for (var name : query.names()) {
      if (!OWN.contains(name)) {
        for (var value : query.all(name)) {
          filters.append('&').append(encoded(name)).append('=').append(encoded(value));
        }
      }
    }
    return filters.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Whether the page lies behind the last one.
  boolean isBeyond() {
    return page > last();
  }

  /// How many items stand before this page.
  long offset() {
    return (long) page * size;
  }

  private long last() {
    return total / size;
  }

  /// Writes the keys that stand before the items.
  ///
  /// @param count how many items this page holds
  /// @param lastSid names the last of them
  void write(JsonWriter json, int count, String lastSid) {
    boolean isLast = page == last();
    json.number("page", page);
    json.number("num_pages", last());
    json.number("page_size", size);
    json.number("total", total);
    json.text("start", Long.toString(offset()));
    json.text("end", Long.toString(isLast ? offset() + count : offset() + size - 1));
    json.text("uri", uri);
    json.text("first_page_uri", at(0));
    neighbour(json, "previous_page_uri", page == 0 ? "" : at(page - 1L));
    neighbour(json, "next_page_uri", isLast ? "" : at(page + 1L) + "&AfterSid=" + lastSid);
    json.text("last_page_uri", at(last()));
  }

  private void neighbour(JsonWriter json, String name, String other) {
    if (other.isEmpty() && quotesNull) {
      json.text(name, "null");
    } else {
      json.textOrNull(name, other);
    }
  }

  private String at(long number) {
    return uri + "?Page=" + number + "&PageSize=" + size + filters;
  }
}
