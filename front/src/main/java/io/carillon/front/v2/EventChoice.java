package io.carillon.front.v2;

import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which events somebody wants to hear of.
///
/// @param kinds all of them where nothing was chosen
record EventChoice(Set<Event.Kind> kinds) {
  static final EventChoice ALL = new EventChoice(EnumSet.allOf(Event.Kind.class));

  EventChoice {
    kinds = Set.copyOf(kinds);
  }

  /// Words of events, and `message.*` for all that begin so; empty where one is none.
  static Optional<EventChoice> of(List<String> words) {
    var kinds = EnumSet.noneOf(Event.Kind.class);
    for (var word : words) {
      var some =
          List.of(Event.Kind.values()).stream().filter(kind -> isMeant(word, kind.word())).toList();
      if (some.isEmpty()) {
        return Optional.empty();
      }
      kinds.addAll(some);
    }
    return Optional.of(words.isEmpty() ? ALL : new EventChoice(kinds));
  }

  /// Whether a word stands for a kind: its own, or that of all that begin so.
  static boolean isMeant(String word, String kind) {
    return word.endsWith(".*")
        ? kind.startsWith(word.substring(0, word.length() - 1))
        : word.equals(kind);
  }

  /// The shortest list of words for some kinds: `*` for all, and such as `message.*` where several
  /// begin so.
  static List<String> words(Set<Event.Kind> kinds) {
    return kinds.equals(ALL.kinds)
        ? List.of(Endpoint.ALL)
        : kinds.stream().sorted().map(kind -> word(kind, kinds)).distinct().toList();
  }

  private static String word(Event.Kind kind, Set<Event.Kind> kinds) {
    var all = kind.word().substring(0, kind.word().indexOf('.') + 1) + Endpoint.ALL;
    var like =
        ALL.kinds.stream().filter(other -> isMeant(all, other.word())).collect(Collectors.toSet());
    return like.size() > 1 && kinds.containsAll(like) ? all : kind.word();
  }

  boolean has(Event event) {
    return kinds.contains(event.kind());
  }
}
