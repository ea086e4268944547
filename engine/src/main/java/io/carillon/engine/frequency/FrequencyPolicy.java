package io.carillon.engine.frequency;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.model.Purpose;
import io.carillon.model.Touch.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How often an account writes to one person.
///
/// @param limits that hold beside each other; none = any number
/// @param purposes what is counted, and waits
/// @param reached what is done once there is no room
/// @param longest of the times of all limits
public record FrequencyPolicy(
    List<Limit> limits, Set<Purpose> purposes, Manner reached, Duration longest) {
  private static final int LIMITS_MAX = 5;
  private static final int MESSAGES_MAX = 100;
  private static final Duration WITHIN_MAX = Duration.ofDays(7);
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,3})\\s*/\\s*(\\d{1,3})\\s*([hd])");
  private static final List<Term> TERMS =
      List.of(
          new Term(
              "most",
              "",
              "At most so many messages to one person within any stretch of so many hours or days,"
                  + " several by semicolons, for instance 1/1d; 3/7d: at most 5 limits of 1 to 100"
                  + " messages in 1h to 7d. Empty: any number."),
          new Term(
              "purposes",
              "promotional",
              "What is counted, and waits beyond that: any of promotional, transactional and otp."
                  + " Everything else goes uncounted."),
          new Term(
              "per",
              "account",
              "Whether a person counts what comes from the whole account (account) or from each"
                  + " sender for itself (sender)."),
          new Term(
              "reached",
              "wait",
              "What is beyond that: wait (messages wait until the person may be written to again;"
                  + " where their validity ends before, they end as expired) or refuse (they are"
                  + " refused at once, with not_now; what was accepted for later waits)."));

  public FrequencyPolicy {
    limits = List.copyOf(limits);
    purposes = Set.copyOf(purposes);
  }

  /// What is done.
  enum Manner {
    WAIT,
    REFUSE;

    static Manner of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What is counted together.
  private enum Per {
    ACCOUNT,
    SENDER;

    static Per of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What accounts may set, under the subject `frequency`.
  public static Policy<FrequencyPolicy> policy() {
    return new Policy<>("frequency", TERMS, FrequencyPolicy::of);
  }

  private static FrequencyPolicy of(PolicyWords words) {
    var per = words.read("per", "account or sender", Per::of, Per.ACCOUNT);
    var limits =
        words.read(
            "most",
            "1 to 100 messages in 1h to 7d, at most 5 by semicolons, for instance 1/1d; 3/7d",
            text -> limits(text, per == Per.SENDER),
            List.<Limit>of());
    var purposes =
        words.read(
            "purposes",
            "one or more of promotional, transactional and otp",
            _ -> purposes(words.list("purposes")),
            Set.of(Purpose.PROMOTIONAL));
    var reached = words.read("reached", "wait or refuse", Manner::of, Manner.WAIT);
    var longest = limits.stream().map(Limit::within).max(Duration::compareTo).orElse(Duration.ZERO);
    return new FrequencyPolicy(limits, purposes, reached, longest);
  }

  private static List<Limit> limits(String text, boolean bySender) {
    var limits = new ArrayList<Limit>();
    for (var one : text.isBlank() ? new String[0] : text.split(";", -1)) {
      var parts = LIMIT.matcher(one.strip().toLowerCase(Locale.ROOT));
      if (!parts.matches()) {
        throw new IllegalArgumentException();
      }
      int most = Integer.parseInt(parts.group(1));
      int count = Integer.parseInt(parts.group(2));
      var within = parts.group(3).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count);
      if (most > MESSAGES_MAX || within.compareTo(WITHIN_MAX) > 0) {
        throw new IllegalArgumentException();
      }
      limits.add(new Limit(most, within, bySender));
    }
    if (limits.size() > LIMITS_MAX) {
      throw new IllegalArgumentException();
    }
    return limits;
  }

  private static Set<Purpose> purposes(List<String> words) {
    var purposes = EnumSet.noneOf(Purpose.class);
    words.forEach(word -> purposes.add(Purpose.valueOf(word.toUpperCase(Locale.ROOT))));
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return purposes;
  }
}
