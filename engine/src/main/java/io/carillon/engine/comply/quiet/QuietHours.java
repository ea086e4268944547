package io.carillon.engine.comply.quiet;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an account has set about the hours in which promotional messages may reach people.
///
/// @param windows of each place
/// @param zone of people whose number tells none; empty = they are written to at any time
public record QuietHours(Manner manner, Windows windows, Optional<ZoneId> zone) {
  private static final List<Term> TERMS =
      List.of(
          new Term(
              "promotional",
              "off",
              "Promotional messages outside the windows, on the recipient's clock: off (they go),"
                  + " defer (they wait for the next window; where the validity that was stated ends"
                  + " before, they end as expired) or refuse. What is otp or transactional always"
                  + " goes."),
          new Term(
              "windows",
              "",
              "Your own windows, by semicolons, for instance US 09:00-20:00; US-TX mon-sat"
                  + " 09:00-21:00, sun 12:00-21:00; * 08:00-22:00. A country, a state of it or *"
                  + " for all others, and when messages may come; where you say nothing ours hold:"
                  + " 08:00-21:00 in the United States, less in some states."),
          new Term(
              "zone",
              "",
              "The time zone of people whose number tells none, for instance Europe/Berlin; empty:"
                  + " they are written to at any time."));

  /// What is done about a message that comes outside the windows.
  enum Manner {
    OFF,
    DEFER,
    REFUSE;

    static Manner of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What accounts may set, under the subject `quiet-hours`.
  public static Policy<QuietHours> policy() {
    return new Policy<>("quiet-hours", TERMS, QuietHours::of);
  }

  private static QuietHours of(PolicyWords words) {
    var manner = words.read("promotional", "off, defer or refuse", Manner::of, Manner.OFF);
    var own =
        words.read(
            "windows",
            "places and windows, such as US mon-fri 08:00-21:00, sat 10:00-18:00; * 08:00-22:00",
            Windows::of,
            Windows.NONE);
    var zone =
        words.read(
            "zone",
            "a time zone such as Europe/Berlin",
            text -> text.isEmpty() ? Optional.<ZoneId>empty() : Optional.of(ZoneId.of(text)),
            Optional.<ZoneId>empty());
    return new QuietHours(manner, own.over(Windows.SHIPPED), zone);
  }
}
