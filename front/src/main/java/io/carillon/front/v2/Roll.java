package io.carillon.front.v2;

import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Things that are few enough to be listed from memory, in their order, each with its name.
///
/// @param path where they are listed
record Roll<T>(String path, List<T> all, Function<T, String> name) {
  private static final Set<String> PAGING = Set.of("limit", "starting_after", "ending_before");
  private static final int PAGE_MAX = 100;

  /// The one with this name.
  Optional<T> find(String wanted) {
    return all.stream().filter(one -> name.apply(one).equals(wanted)).findFirst();
  }

  /// Answers with the page that a request asks for by `limit` and the two cursors, and nothing
  /// else.
  ///
  /// @param what a cursor is to be, for instance `the id of a key`
  Reply list(Request request, String what, Function<Listing<T>, byte[]> body) {
    return list(request, Set.of(), what, body);
  }

  /// Answers with the page that a request asks for, where it may ask by further words for what
  /// stands here.
  Reply list(Request request, Set<String> filters, String what, Function<Listing<T>, byte[]> body) {
    var query = new V2Query(request.query());
    var known = new HashSet<>(filters);
    known.addAll(PAGING);
    query.only(false, known);
    var page = page(query.paging(PAGE_MAX));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return page.map(found -> Reply.json(200, body.apply(found)))
        .orElseGet(() -> V2Door.refused(V2Query.badCursor(request.query(), what), request));
  }

  /// A page; empty where its cursor names nothing.
  Optional<Listing<T>> page(Paging paging) {
    boolean up = !paging.before().isEmpty();
    var edge = up ? paging.before() : paging.after();
    int at = all.stream().map(name).toList().indexOf(edge);
    if (at < 0 && !edge.isEmpty()) {
      return Optional.empty();
    }
    int from = up ? Math.max(0, at - paging.limit()) : at + 1;
    int to = up ? at : Math.min(all.size(), from + paging.limit());
    boolean more = up ? from > 0 : to < all.size();
    var cursor = more ? name.apply(all.get(up ? from : to - 1)) : "";
    return Optional.of(new Listing<>(path, all.subList(from, to), cursor));
  }
}
