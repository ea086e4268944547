package io.carillon.front.v2;

import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Things that are few enough to be listed from memory, in their order, each with its name.
///
/// @param path where they are listed
record Roll<T>(String path, List<T> all, Function<T, String> name) {
  /// The one with this name.
  Optional<T> find(String wanted) {
    return all.stream().filter(one -> name.apply(one).equals(wanted)).findFirst();
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
