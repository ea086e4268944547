package io.carillon.front.openapi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in what an example cannot know when it is written.
///
/// | in an example | becomes |
/// |---|---|
/// | `${now}`, `${now+PT2H}`, `${now-P1D}` | that moment, ISO 8601 in UTC to the second |
/// | `${today}`, `${today+P2D}` | that day, ISO 8601 in UTC |
/// | `${unique}` | a word of letters and digits that was never there before |
/// | `${brief}` | the same in ten characters, where no longer word fits |
/// | `${server}` | scheme and host of this server |
public final class Filling {
  private static final Pattern GAP =
      Pattern.compile("\\$\\{(now|today|unique|brief|server)(?:([+-])(P[0-9DTHMS]+))?}");
  private static final int BRIEF = 10;
  private static final int DAY = "2023-07-15".length();

  private final Supplier<Instant> now;
  private final Supplier<String> unique;
  private final String server;

  /// @param now asked for each moment
  /// @param unique asked for each word
  /// @param server scheme and host
  public Filling(Supplier<Instant> now, Supplier<String> unique, String server) {
    this.now = now;
    this.unique = unique;
    this.server = server;
  }

  /// The text with every gap filled.
  public String fill(String text) {
    return GAP.matcher(text).replaceAll(gap -> Matcher.quoteReplacement(value(gap)));
  }

  private String value(MatchResult gap) {
    return switch (gap.group(1)) {
      case "now" -> moment(gap).toString();
      case "today" -> moment(gap).toString().substring(0, DAY);
      case "unique" -> unique.get();
      case "brief" -> brief(unique.get());
      default -> server;
    };
  }

  /// The end of a word tells it from others, since those made together begin alike.
  private static String brief(String word) {
    return word.substring(Math.max(0, word.length() - BRIEF));
  }

  private Instant moment(MatchResult gap) {
    var at = now.get().truncatedTo(ChronoUnit.SECONDS);
    if (gap.group(2) == null) {
      return at;
    }
    var apart = Duration.parse(gap.group(3));
    return gap.group(2).equals("+") ? at.plus(apart) : at.minus(apart);
  }
}
