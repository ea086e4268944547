package io.carillon.engine.comply.content;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What carriers forbid, or allow only behind a check of age ("SHAFT", CTIA Messaging Principles
/// 2023 §5.3): told by the words of `categories.txt`.
enum Category {
  SEX,
  HATE,
  ALCOHOL,
  FIREARMS,
  /// Cannabis, too.
  TOBACCO;

  /// Words of one phrase.
  private static final int PHRASE_MAX = 4;

  /// So much makes a category.
  private static final int ENOUGH = 2;

  private static final Map<Long, Sign> SIGNS = signs();

  /// What a word or phrase says.
  private record Sign(Category category, int weight) {}

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Category of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// What a text is about.
  static Set<Category> of(Phrases text) {
    var sums = new EnumMap<Category, Integer>(Category.class);
    text.found(SIGNS, PHRASE_MAX)
        .forEach(sign -> sums.merge(sign.category(), sign.weight(), Integer::sum));
    var found = EnumSet.noneOf(Category.class);
    sums.forEach((category, sum) -> {
      if (sum >= ENOUGH) {
        found.add(category);
      }
    });
    return found;
  }

  private static Map<Long, Sign> signs() {
    var signs = new HashMap<String, Sign>();
    Letters.read("categories.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          var halves = List.of(line.split(": ", 2));
          var head = List.of(halves.getFirst().split(" ", 2));
          var sign = new Sign(of(head.getFirst()), head.getLast().equals("sure") ? ENOUGH : 1);
          for (var phrase : halves.getLast().split(", ", -1)) {
            signs.put(phrase, sign);
          }
        });
    return Phrases.table(signs);
  }
}
