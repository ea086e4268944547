package io.carillon.engine.reply.pattern;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One search in one text.
///
/// Problem: trying one way after the other takes a time that doubles with each character for some
/// expressions. Idea (Thompson 1968; Pike's form of it keeps groups): all ways are followed at
/// once, one character after the other, and of ways that have come to the same order only the first
/// is kept. So a search takes at most as many steps as the text has characters times the program
/// has orders, whatever the expression.
final class Run {
  private static final int NONE = -1;

  private final Program program;
  private final int[] text;
  private final Steps steps;
  private final int slots;
  private final int[] seen;
  private Ways now;
  private Ways next;
  private int @Nullable [] found;

  Run(Program program, int[] text, int groups, Steps steps) {
    this.program = program;
    this.text = text;
    this.steps = steps;
    slots = 2 * (groups + 1);
    seen = new int[program.size()];
    Arrays.fill(seen, NONE);
    now = new Ways(program.size());
    next = new Ways(program.size());
  }

  /// Those that are followed, in the order in which they count.
  private static final class Ways {
    private final int[] places;
    private final int[][] kept;
    private int count;

    Ways(int most) {
      places = new int[most];
      kept = new int[most][];
    }

    void add(int place, int[] slots) {
      places[count] = place;
      kept[count++] = slots;
    }
  }

  /// Where each group begins and ends; empty where nothing matches.
  ///
  /// @throws Steps.Spent where that takes more steps than there are
  Optional<int[]> search() {
    for (int at = 0; at <= text.length; at++) {
      if (found == null) {
        var fresh = new int[slots];
        Arrays.fill(fresh, NONE);
        follow(now, 0, at, fresh);
      }
      if (now.count == 0 && found != null) {
        break;
      }
      step(at);
      var last = now;
      now = next;
      next = last;
      next.count = 0;
    }
    return Optional.ofNullable(found);
  }

  private void step(int at) {
    for (int i = 0; i < now.count; i++) {
      steps.take();
      switch (program.at(now.places[i])) {
        case Program.Order.Take(var letters) -> {
          if (at < text.length && letters.hold(text[at])) {
            follow(next, now.places[i] + 1, at + 1, now.kept[i]);
          }
        }
        case Program.Order.Match _ -> {
          found = now.kept[i];
          return;
        }
        case Program.Order.Look _,
            Program.Order.Go _,
            Program.Order.Split _,
            Program.Order.Keep _ ->
            throw new IllegalStateException("a way waits where nothing is taken");
      }
    }
  }

  /// Follows a way up to where a character is to be taken.
  private void follow(Ways ways, int place, int at, int[] kept) {
    if (seen[place] == at) {
      return;
    }
    seen[place] = at;
    steps.take();
    switch (program.at(place)) {
      case Program.Order.Take _, Program.Order.Match _ -> ways.add(place, kept);
      case Program.Order.Go(var to) -> follow(ways, to, at, kept);
      case Program.Order.Split(var first, var second) -> {
        follow(ways, first, at, kept);
        follow(ways, second, at, kept);
      }
      case Program.Order.Look(var edge) -> {
        if (isAt(edge, at)) {
          follow(ways, place + 1, at, kept);
        }
      }
      case Program.Order.Keep(var slot) -> {
        var copy = kept.clone();
        copy[slot] = at;
        follow(ways, place + 1, at, copy);
      }
    }
  }

  private boolean isAt(Node.Edge edge, int at) {
    return switch (edge) {
      case BEGIN -> at == 0;
      case END -> at == text.length;
      case WORD -> isWord(at - 1) != isWord(at);
      case INSIDE_WORD -> isWord(at - 1) == isWord(at);
    };
  }

  private boolean isWord(int at) {
    return at >= 0 && at < text.length && Letters.WORD.test(text[at]);
  }
}
