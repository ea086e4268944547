package io.carillon.front.mycpaas;

import io.carillon.front.naming.MessageNames;
import io.carillon.model.MessageId;
import io.carillon.wire.http.Parameters;
import java.util.Optional;

/// Which page of a list a query asks for.
///
/// A token is `PA` and the id of the last item of the page before, or `PB` and the first of the
/// page behind it (as SignalWire prints them): pages then neither repeat nor leave out what was
/// there, whatever comes in between. Without one, `Page` counts from the newest.
///
/// @param number from 0
/// @param size 1 to 1,000
record Paging(int number, int size, Optional<Token> token) {
  static final String NUMBER = "Page";
  static final String SIZE = "PageSize";
  static final String TOKEN = "PageToken";

  private static final int USUAL = 50;
  private static final int SIZE_MAX = 1_000;
  private static final int NUMBER_MAX = 1_000_000;
  private static final String AFTER = "PA";
  private static final String BEFORE = "PB";

  /// Where a page begins or ends.
  ///
  /// @param forward whether the page stands behind the item, towards the older ones
  record Token(boolean forward, MessageId item) {}

  /// What a query turned out to ask for.
  sealed interface Read {
    /// A page.
    record Asked(Paging paging) implements Read {}

    /// None.
    record Refused(Denial denial) implements Read {}
  }

  static Read read(Parameters query) {
    var number = number(query, NUMBER, 0, 0, NUMBER_MAX);
    var size = number(query, SIZE, USUAL, 1, Integer.MAX_VALUE);
    var written = query.first(TOKEN).filter(text -> !text.isBlank());
    var token = written.flatMap(Paging::token);
    if (number.isEmpty()) {
      return refused("'Page' must be a whole number from 0.");
    }
    if (size.isEmpty()) {
      return refused("'PageSize' must be a whole number from 1.");
    }
    if (written.isPresent() && token.isEmpty()) {
      return refused("'PageToken' is none of ours.");
    }
    return new Read.Asked(new Paging(number.get(), Math.min(size.get(), SIZE_MAX), token));
  }

  private static Read refused(String words) {
    return new Read.Refused(Denial.of(Code.BAD_REQUEST, words));
  }

  private static Optional<Integer> number(
      Parameters query, String name, int usual, int min, int max) {
    var text = query.first(name).filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      return Optional.of(usual);
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text.get());
    return number < min || number > max ? Optional.empty() : Optional.of(number);
  }

  private static Optional<Token> token(String text) {
    boolean forward = text.startsWith(AFTER);
    return forward || text.startsWith(BEFORE)
        ? MessageNames.read(text.substring(AFTER.length())).map(id -> new Token(forward, id))
        : Optional.empty();
  }

  /// The token of the page behind an item.
  static String after(String sid) {
    return AFTER + sid;
  }

  /// The token of the page before an item.
  static String before(String sid) {
    return BEFORE + sid;
  }

  /// How many items stand before the page.
  long offset() {
    return (long) number * size;
  }
}
