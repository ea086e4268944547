package io.carillon.front.restcomm;

import io.carillon.wire.http.Reply;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Gives out a list that is all at hand, by pages.
///
/// @param <T> what it is a list of
final class ListPages<T> {
  private static final int SIZE_MAX = 1_000;
  private static final int DIGITS_MAX = 9;

  private final List<T> all;
  private final Function<T, String> sid;

  private ListPages(List<T> all, Function<T, String> sid) {
    this.all = all;
    this.sid = sid;
  }

  /// @param sid names one
  static <T> ListPages<T> of(List<T> all, Function<T, String> sid) {
    return new ListPages<>(all, sid);
  }

  /// The sheets of one page, and who writes them.
  record Written(SheetReplies replies, List<Sheet> sheets) {}

  /// The page that was asked for; 400 without a body where there is none, as Restcomm-Connect has
  /// it.
  Reply reply(Visit visit, Function<List<T>, Written> written) {
    var page = whole(visit, "Page", 0);
    var size = whole(visit, "PageSize", 1);
    if (page.isEmpty() || size.isEmpty()) {
      return visit.no(Reply.empty(400));
    }
    var paging =
        Paging.of(
            visit.request(),
            page.getAsInt(),
            Math.min(size.getAsInt(), SIZE_MAX),
            all.size(),
            true);
    if (paging.isBeyond()) {
      return visit.no(Reply.empty(400));
    }
    int from = (int) Math.min(paging.offset(), all.size());
    var items = all.subList(from, Math.min(from + paging.size(), all.size()));
    var last = items.isEmpty() ? "" : sid.apply(items.getLast());
    var done = written.apply(items);
    return done.replies().page(visit.shape(), paging, done.sheets(), last);
  }

  private static OptionalInt whole(Visit visit, String name, int min) {
    var digits = visit.request().query(name).filter(value -> !value.isEmpty()).orElse(usual(name));
    boolean isWhole =
        digits.length() <= DIGITS_MAX && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isWhole && Integer.parseInt(digits) >= min
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }

  private static String usual(String name) {
    return name.equals("Page") ? "0" : Integer.toString(Paging.SIZE_USUAL);
  }
}
