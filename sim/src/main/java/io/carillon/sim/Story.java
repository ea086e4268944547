package io.carillon.sim;

import io.carillon.model.port.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// What happened, line by line, for whoever looks into a seed. Costs nothing unless it is wanted.
final class Story {
  private static final int LINES_MAX = 20_000;

  private final boolean wanted;
  private final Deque<String> lines = new ArrayDeque<>();
  private Supplier<String> time = () -> "";

  Story(boolean wanted) {
    this.wanted = wanted;
  }

  void by(Clock clock) {
    time = () -> clock.now().toString().substring(11) + " ";
  }

  void tell(Supplier<String> line) {
    if (wanted) {
      if (lines.size() >= LINES_MAX) {
        lines.removeFirst();
      }
      lines.addLast(time.get() + line.get());
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
