package io.carillon.front.post;

import io.carillon.model.Attempt.Exchange;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/// What is kept of what went over the wire: heads without what signs or opens, and the printable
/// beginning of the answer.
final class Exchanges {
  /// In the place of what is not told.
  static final String STARS = "***";

  private static final Set<String> SECRET =
      Set.of("set-cookie", "authorization", "www-authenticate", "proxy-authenticate");

  private Exchanges() {}

  /// What was asked for and what came: the head of the request stands behind its method and URL.
  ///
  /// @param answer empty where none came
  static Exchange of(Asking asking, Optional<Result.Answered> answer) {
    var head = new ArrayList<String>();
    var line = asking.line();
    head.add(line);
    head.addAll(head(asking.shown(), Exchange.HEAD_MAX - line.length() - 1));
    return new Exchange(
        head,
        answer.map(came -> head(came.fields(), Exchange.HEAD_MAX)).orElse(List.of()),
        answer.map(came -> document(came.bodyText())).orElse(""));
  }

  /// @param charactersMax for all of them
  private static List<String> head(List<Field> fields, int charactersMax) {
    var lines = new ArrayList<String>();
    int left = charactersMax;
    for (var field : fields) {
      boolean secret = SECRET.contains(field.name().toLowerCase(Locale.ROOT));
      var line = field.name() + ": " + (secret ? STARS : plain(field.value()));
      left -= line.length() + 1;
      if (left < 0) {
        break;
      }
      lines.add(line);
    }
    return lines;
  }

  private static String plain(String value) {
    return value.codePoints().allMatch(Exchanges::isPrintable)
        ? value
        : printable(value, Exchange.HEAD_MAX, Exchanges::isPrintable);
  }

  private static String document(String text) {
    return printable(text, Exchange.DOCUMENT_MAX, c -> c == '\n' || c == '\t' || isPrintable(c));
  }

  private static String printable(String text, int limit, IntPredicate isKept) {
    var printable = new StringBuilder();
    text.codePoints()
        .limit(limit)
        .map(c -> isKept.test(c) ? c : '.')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPrintable(int c) {
    return !Character.isISOControl(c)
        && Character.isDefined(c)
        && Character.getType(c) != Character.SURROGATE;
  }
}
