package io.carillon.engine.comply.cap;

import io.carillon.engine.sender.Arranged.Campaign;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What a carrier takes of a brand, a campaign or a number within a time.
///
/// @param carrier whose network it is, a word of the data files
/// @param parts at most so many; empty = any number
public record Cap(String carrier, Scope scope, Window window, OptionalInt parts) {
  /// What is counted together.
  public enum Scope {
    BRAND,
    CAMPAIGN,
    NUMBER;

    /// The stable lower-case word in data files and APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /// Within what time.
  public enum Window {
    /// Any 60 seconds.
    MINUTE,
    /// From midnight to midnight in Los Angeles.
    DAY;

    /// The longest day: one on which the clock is set back.
    static final Duration DAY_MAX = Duration.ofHours(25);

    /// The stable lower-case word in data files and APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Window> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /// A cap with of what it holds: a line of the data file.
  ///
  /// @param fact `entity`, `use`, `class`, `score` or `*`
  /// @param value of the fact; of a score the least
  record Row(Cap cap, String fact, String value) {
    boolean holds(Campaign campaign) {
      return switch (fact) {
        case "entity" -> campaign.brand().entity().equals(value);
        case "use" -> campaign.useCase().equals(value);
        case "class" -> campaign.serviceClass().equals(value);
        case "score" -> campaign.brand().score() >= Integer.parseInt(value);
        default -> true;
      };
    }
  }
}
