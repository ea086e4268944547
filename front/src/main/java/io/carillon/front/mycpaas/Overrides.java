package io.carillon.front.mycpaas;

import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Parameters;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the fragment of a callback URL asks for: how long one try may take, how often it is tried
/// again, and after what (Twilio's page "Connection Overrides").
///
/// Without `rc` and `rp` a notice is owed until it was told, as everywhere here; with either it is
/// given up after that many tries, or at once where the policy does not name the failure. Names
/// that the page does not have are no overrides and are dropped.
///
/// @param waiting milliseconds by `ct`, `rt` and `tt`, where they are given
/// @param retries how often to try again
/// @param policies after which failures
record Overrides(TreeMap<String, Integer> waiting, OptionalInt retries, Set<Policy> policies) {
  /// Nothing is overridden.
  static final Overrides NONE =
      new Overrides(new TreeMap<>(), OptionalInt.empty(), EnumSet.noneOf(Policy.class));

  private static final int CONNECT_MS = 5_000;
  private static final int CONNECT_MS_MAX = 10_000;
  private static final int TRY_MS_MAX = 15_000;
  private static final int RETRIES = 1;
  private static final int RETRIES_MAX = 5;

  /// A kind of failure.
  enum Policy {
    CLIENT("4xx"),
    SERVER("5xx"),
    CONNECT("ct"),
    READ("rt"),
    ALL("all");

    private final String word;

    Policy(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Policy> of(String word) {
      for (var policy : values()) {
        if (policy.word.equals(word.toLowerCase(Locale.ROOT))) {
          return Optional.of(policy);
        }
      }
      return Optional.empty();
    }
  }

  Overrides {
    waiting = new TreeMap<>(waiting);
    policies = Set.copyOf(policies);
  }

  /// Reads a fragment, without its `#`; empty where a name that we know has a value out of range.
  static Optional<Overrides> read(String fragment) {
    var pairs = Parameters.parse(fragment).orElseGet(Parameters::none);
    var waiting = new TreeMap<String, Integer>();
    boolean good =
        put(waiting, pairs, "ct", 100, CONNECT_MS_MAX)
            && put(waiting, pairs, "rt", 100, TRY_MS_MAX)
            && put(waiting, pairs, "tt", 100, TRY_MS_MAX);
    var count = pairs.first("rc");
    var retries = number(count.orElse(""), 0, RETRIES_MAX);
    var policies = policies(pairs.first("rp").orElse(""));
    return good && (count.isEmpty() || retries.isPresent()) && policies.isPresent()
        ? Optional.of(new Overrides(waiting, retries, policies.get()))
        : Optional.empty();
  }

  /// Whether the name is not there, or was put with its value.
  private static boolean put(
      TreeMap<String, Integer> into, Parameters pairs, String name, int min, int max) {
    var text = pairs.first(name);
    var number = number(text.orElse(""), min, max);
    number.ifPresent(value -> into.put(name, value));
    return text.isEmpty() || number.isPresent();
  }

  private static Optional<Set<Policy>> policies(String words) {
    var policies = EnumSet.noneOf(Policy.class);
    for (var word : words.isEmpty() ? List.<String>of() : List.of(words.split(",", -1))) {
      var policy = Policy.of(word);
      if (policy.isEmpty()) {
        return Optional.empty();
      }
      policies.add(policy.get());
    }
    return Optional.of(policies);
  }

  private static OptionalInt number(String text, int min, int max) {
    if (!text.matches("[0-9]{1,5}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number < min || number > max ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// The fragment that [#read] reads.
  String written() {
    var pairs = new TreeMap<String, String>();
    waiting.forEach((name, value) -> pairs.put(name, value.toString()));
    retries.ifPresent(count -> pairs.put("rc", Integer.toString(count)));
    if (!policies.isEmpty()) {
      pairs.put(
          "rp", policies.stream().sorted().map(Policy::word).collect(Collectors.joining(",")));
    }
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("&"));
  }

  /// How long one try may take: the total where it is given, else connecting and reading together.
  Duration limit() {
    var total = waiting.get("tt");
    var read = waiting.get("rt");
    if (total != null) {
      return Duration.ofMillis(total);
    }
    return Duration.ofMillis(
        read == null
            ? TRY_MS_MAX
            : Math.min(TRY_MS_MAX, read + waiting.getOrDefault("ct", CONNECT_MS)));
  }

  /// What is to come of a try after `failed` ones: a failure that is not to be tried again is the
  /// end.
  Telling judged(Telling telling, int failed) {
    boolean overridden = retries.isPresent() || !policies.isEmpty();
    return overridden && telling instanceof Telling.NotNow notNow && !isRetried(notNow, failed)
        ? new Telling.GivenUp(
            notNow.answer(), notNow.why() + "; the callback's overrides end it here")
        : telling;
  }

  private boolean isRetried(Telling.NotNow notNow, int failed) {
    return failed < retries.orElse(RETRIES) && isNamed(notNow.answer());
  }

  /// No answer at all is one kind: whether it failed in connecting or in reading is not told apart.
  private boolean isNamed(int answer) {
    var named = policies.isEmpty() ? Set.of(Policy.CONNECT) : policies;
    if (named.contains(Policy.ALL)) {
      return true;
    }
    return switch (answer / 100) {
      case 0 -> named.contains(Policy.CONNECT) || named.contains(Policy.READ);
      case 4 -> named.contains(Policy.CLIENT);
      case 5 -> named.contains(Policy.SERVER);
      default -> false;
    };
  }
}
