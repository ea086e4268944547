package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.IdMode;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The names that one centre gives to parts: in its responses, and in its receipts, where the same
/// name may be written in another base, with zeros before it, or in the other case (SMPP 3.4
/// Appendix B calls that vendor-specific).
///
/// A part is kept under the *plain* form of the id in the response: a hexadecimal or decimal number
/// in small letters without zeros before it, anything else as it is. A receipt's id is turned into
/// that form by the carrier's rule. Where the rule is to be found out (`AUTO`), a receipt has a
/// name for each rule at first, likeliest first, and each receipt that fits one of the last 10,000
/// responses by one rule alone is a vote; once a rule leads by eight votes it is settled until the
/// process ends. `AS_IS` alters nothing.
///
/// Safe for threads: responses and receipts come on the reading threads of all binds.
final class FarIds {
  private static final Logger LOG = LoggerFactory.getLogger(FarIds.class);
  private static final int RECENT_MAX = 10_000;
  private static final int LEAD = 8;

  private final String carrier;
  private final IdMode mode;
  private volatile @Nullable Rule settled;
  private volatile Dress dress = new Dress(0, false);

  /// Guarded by this; empty unless the rule is being found out.
  private final LinkedHashSet<String> recent = new LinkedHashSet<>();

  private final Map<Rule, Integer> votes = new EnumMap<>(Rule.class);

  /// How the plain name follows from a receipt's id.
  enum Rule {
    SAME("as the responses do"),
    /// The receipt is decimal, the response hexadecimal.
    DECIMAL("in decimal, the responses in hexadecimal"),
    /// The receipt is hexadecimal, the response decimal.
    HEXADECIMAL("in hexadecimal, the responses in decimal");

    private final String words;

    Rule(String words) {
      this.words = words;
    }
  }

  /// How the centre writes numbers: with how many digits at least, in capitals or not.
  private record Dress(int width, boolean capitals) {
    Dress seenIn(String id) {
      boolean padded = id.length() > 1 && id.charAt(0) == '0';
      boolean lettered = id.chars().anyMatch(c -> c > '9');
      boolean upper = lettered ? id.chars().anyMatch(c -> c >= 'A' && c <= 'F') : capitals;
      int wide = padded ? Math.max(width, id.length()) : width;
      return upper == capitals && wide == width ? this : new Dress(wide, upper);
    }

    String on(String plain) {
      var digits = capitals ? plain.toUpperCase(Locale.ROOT) : plain;
      return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
  }

  FarIds(String carrier, IdMode mode) {
    this.carrier = carrier;
    this.mode = mode;
    settled =
        switch (mode) {
          case AS_IS -> Rule.SAME;
          case HEX_DEC -> Rule.DECIMAL;
          case DEC_HEX -> Rule.HEXADECIMAL;
          case AUTO -> null;
        };
  }

  /// The name of a part that a response calls `id`.
  String taken(String id) {
    if (mode == IdMode.AS_IS) {
      return id;
    }
    if (isNumber(id)) {
      dress = dress.seenIn(id);
    }
    var plain = plain(id);
    if (settled == null) {
      remember(plain);
    }
    return plain;
  }

  /// The names that a part may have of which a receipt speaks as `id`, likeliest first; none where
  /// it is empty.
  List<String> named(String id) {
    if (id.isEmpty()) {
      return List.of();
    }
    if (mode == IdMode.AS_IS) {
      return List.of(id);
    }
    var rule = settled;
    return rule == null ? guessed(id) : List.of(by(rule, id));
  }

  /// An id as the centre writes it: what it was taken as, as far as the other ids tell.
  String asWritten(String name) {
    return mode != IdMode.AS_IS && isNumber(name) ? dress.on(name) : name;
  }

  private List<String> guessed(String id) {
    var byName = new LinkedHashMap<String, Rule>();
    boolean distinct = true;
    for (var rule : Rule.values()) {
      if (applies(rule, id)) {
        distinct &= byName.putIfAbsent(by(rule, id), rule) == null;
      }
    }
    if (distinct) {
      vote(byName);
    }
    return List.copyOf(byName.keySet());
  }

  private synchronized void remember(String plain) {
    recent.add(plain);
    if (recent.size() > RECENT_MAX) {
      recent.removeFirst();
    }
  }

  private synchronized void vote(Map<String, Rule> byName) {
    var fitting = byName.keySet().stream().filter(recent::contains).toList();
    if (fitting.size() != 1 || settled != null) {
      return;
    }
    var rule = byName.getOrDefault(fitting.getFirst(), Rule.SAME);
    int own = votes.merge(rule, 1, Integer::sum);
    int all = votes.values().stream().mapToInt(Integer::intValue).sum();
    if (own - (all - own) >= LEAD) {
      settled = rule;
      recent.clear();
      LOG.info("carrier {}: receipts name messages {}", carrier, rule.words);
    }
  }

  private static boolean applies(Rule rule, String id) {
    return switch (rule) {
      case SAME -> true;
      case DECIMAL -> isDecimal(id);
      case HEXADECIMAL -> isNumber(id);
    };
  }

  /// What cannot be converted is the same in both.
  private static String by(Rule rule, String id) {
    if (!applies(rule, id)) {
      return plain(id);
    }
    return switch (rule) {
      case SAME -> plain(id);
      case DECIMAL -> new BigInteger(id).toString(16);
      case HEXADECIMAL -> new BigInteger(id, 16).toString();
    };
  }

  private static String plain(String id) {
    if (!isNumber(id)) {
      return id;
    }
    int zeros = 0;
    while (zeros < id.length() - 1 && id.charAt(zeros) == '0') {
      zeros++;
    }
    return id.substring(zeros).toLowerCase(Locale.ROOT);
  }

  private static boolean isDecimal(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isNumber(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (Character.digit(id.charAt(i), 16) < 0 || id.charAt(i) > 'f') {
        return false;
      }
    }
    return !id.isEmpty();
  }
}
