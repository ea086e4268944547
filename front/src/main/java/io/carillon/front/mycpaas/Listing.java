package io.carillon.front.mycpaas;

import io.carillon.front.form.FormWriter;
import io.carillon.wire.http.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One page of a list with the envelope around it: where it stands, and where its neighbours are.
/// The URIs are paths without a host and keep the caller's filters; there are no totals.
///
/// @param path of the list, as we print it, without extension
/// @param key what the items are called in JSON
/// @param element what the list is called in XML
record Listing(Visit visit, Paging paging, String path, String key, String element) {
  private static final Set<String> OURS = Set.of(Paging.NUMBER, Paging.SIZE, Paging.TOKEN);

  /// The reply with some items.
  ///
  /// @param next the token of the next page; empty where there is none, and empty in it where it
  ///   needs none
  /// @param previous the same of the page before
  Reply reply(List<Representation> items, Optional<String> next, Optional<String> previous) {
    int start = items.isEmpty() ? 0 : (int) Math.min(Integer.MAX_VALUE, paging.offset());
    var token = visit.request().query(Paging.TOKEN).orElse("");
    var envelope =
        new Representation(element)
            .text("first_page_uri", uri(0, ""))
            .text("next_page_uri", next.map(behind -> uri(paging.number() + 1, behind)))
            .text("previous_page_uri", previous.map(before -> uri(paging.number() - 1, before)))
            .whole("page", paging.number())
            .whole("page_size", paging.size())
            .whole("start", start)
            .whole("end", items.isEmpty() ? 0 : start + items.size() - 1)
            .text("uri", uri(paging.number(), token));
    var shape = visit.shape();
    return Reply.of(200, shape.contentType(), envelope.listed(shape, key, items));
  }

  /// The reply with a page of a list that is at hand whole.
  Reply replyOf(List<Representation> all) {
    int from = (int) Math.min(all.size(), paging.offset());
    int to = Math.min(all.size(), from + paging.size());
    return reply(
        all.subList(from, to),
        to < all.size() ? Optional.of("") : Optional.empty(),
        paging.number() > 0 ? Optional.of("") : Optional.empty());
  }

  private String uri(int number, String token) {
    var query = new FormWriter();
    var given = visit.request().query();
    for (var name : given.names()) {
      if (!OURS.contains(name)) {
        given.all(name).forEach(value -> query.add(name, value));
      }
    }
    query.add(Paging.SIZE, Integer.toString(paging.size()));
    query.add(Paging.NUMBER, Integer.toString(number));
    if (!token.isEmpty()) {
      query.add(Paging.TOKEN, token);
    }
    return path + visit.shape().printed() + "?" + query.text();
  }
}
