package io.carillon.sim;

import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.engine.lane.Lane;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What kind of world a seed makes: how much goes wrong in it, and how tight everything is.
final class Temper {
  /// The time in which a person is written to so often and no more.
  static final Duration OFTEN = Duration.ofHours(1);

  final int requests;
  final int window;
  final int flights;
  final DoubtPolicy doubt;
  final Lane.Limits lanes;
  final Echo echo;

  /// How many messages of an account may go to one person within [#OFTEN]; 0 = any number.
  final int mostOften;

  /// Whether an account answers what persons write by rules, and some of them answer that.
  final boolean answers;

  /// How many letters persons write for their own sake.
  final int letters;

  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
  private boolean calm;

  /// Whether a far end's receipts bear our reference.
  enum Echo {
    ALWAYS,
    SOMETIMES,
    NEVER
  }

  Temper(Chance chance, boolean answers) {
    int share = chance.of(List.of(0, 10, 25, 25, 40, 60));
    for (var trouble : Trouble.values()) {
      if (chance.percent(share)) {
        troubles.add(trouble);
      }
    }
    requests = chance.of(List.of(2, 8, 8, 15, 25));
    window = chance.of(List.of(1, 2, 3, 10, 50));
    flights = chance.of(List.of(1, 4, 1_000));
    doubt = doubt(chance);
    lanes =
        chance.percent(50)
            ? Lane.Limits.USUAL
            : new Lane.Limits(chance.between(1, 3), chance.between(1, 3), chance.between(1, 4));
    echo = chance.of(List.of(Echo.values()));
    mostOften = chance.percent(25) ? chance.between(1, 3) : 0;
    letters = chance.of(List.of(0, 2, 4, 8));
    this.answers = answers;
  }

  private static DoubtPolicy doubt(Chance chance) {
    return switch (chance.between(0, 9)) {
      case 0 -> new DoubtPolicy(DoubtPolicy.Kind.HOLD, Duration.ofSeconds(10));
      case 1 -> new DoubtPolicy(DoubtPolicy.Kind.FAIL, Duration.ofSeconds(10));
      case 2 -> new DoubtPolicy(DoubtPolicy.Kind.RESEND, Duration.ZERO);
      default -> DoubtPolicy.USUAL;
    };
  }

  boolean has(Trouble trouble) {
    return troubles.contains(trouble);
  }

  /// From now on nothing goes wrong any more, but for what is in the nature of some endpoints.
  void calm() {
    calm = true;
    troubles.retainAll(EnumSet.of(Trouble.DEAD_ENDPOINTS, Trouble.MISSING_RECEIPTS));
  }

  /// Whether it was calmed.
  boolean isCalm() {
    return calm;
  }

  @Override
  public String toString() {
    return ("%d requests, window %d, %d in flight, %s, %s, echo %s, at most %d, rules %s, "
            + "%d letters, %s")
        .formatted(
            requests, window, flights, doubt, lanes, echo, mostOften, answers, letters, troubles);
  }
}
