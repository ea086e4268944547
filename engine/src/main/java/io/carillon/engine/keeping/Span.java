package io.carillon.engine.keeping;

import io.carillon.model.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// For how long something is kept, by channel: empty = for ever, zero = never, else days.
///
/// @param usual on the channels that have none of their own
public record Span(Optional<Duration> usual, Map<Channel, Optional<Duration>> own) {
  static final int DAYS_MAX = 36_500;
  static final Span EVER = new Span(Optional.empty(), Map.of());

  private static final String FOR_EVER = "ever";
  private static final String NEVER = "never";

  public Span {
    own = Map.copyOf(own);
  }

  /// On a channel.
  public Optional<Duration> on(Channel channel) {
    return own.getOrDefault(channel, usual);
  }

  /// Whether it is never kept on a channel.
  boolean isNever(Channel channel) {
    return on(channel).filter(Duration::isZero).isPresent();
  }

  /// The channels on which it is not kept for ever, by how long it is.
  Map<Duration, Set<Channel>> ends() {
    var ends = new HashMap<Duration, Set<Channel>>();
    for (var channel : Channel.values()) {
      on(channel).ifPresent(span -> ends.computeIfAbsent(span, _ -> new HashSet<>()).add(channel));
    }
    return ends;
  }

  /// Reads `30d`, `ever` or `never`, and behind it what holds for a channel: `30d mms:7d rcs:ever`.
  ///
  /// @param least days; 0 = `never` may be said
  static Span of(List<String> words, int least) {
    var usual = Optional.<Duration>empty();
    var own = new HashMap<Channel, Optional<Duration>>();
    for (int i = 0; i < words.size(); i++) {
      int colon = words.get(i).indexOf(':');
      if (colon >= 0) {
        own.put(channel(words.get(i).substring(0, colon)), time(words.get(i), colon + 1, least));
      } else if (i == 0) {
        usual = time(words.get(i), 0, least);
      } else {
        throw new IllegalArgumentException();
      }
    }
    return new Span(usual, own);
  }

  private static Channel channel(String word) {
    return Arrays.stream(Channel.values())
        .filter(channel -> channel.word().equals(word))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }

  private static Optional<Duration> time(String text, int from, int least) {
    var word = text.substring(from);
    if (word.equals(FOR_EVER)) {
      return Optional.empty();
    }
    if (word.equals(NEVER) && least == 0) {
      return Optional.of(Duration.ZERO);
    }
    if (!word.matches("[0-9]{1,5}d")) {
      throw new IllegalArgumentException();
    }
    int days = Integer.parseInt(word.substring(0, word.length() - 1));
    if (days < Math.max(1, least) || days > DAYS_MAX) {
      throw new IllegalArgumentException();
    }
    return Optional.of(Duration.ofDays(days));
  }
}
