package io.carillon.engine.route;

import java.util.List;

/// A rule: which messages, over which carriers, in what order.
///
/// @param name what people call it; at most 32 characters
/// @param choices the carriers that it may use, as the settings list them; at least one
/// @param limits what goes over it at most
public record Route(String name, Match match, List<Choice> choices, Pick pick, Limits limits) {
  private static final int NAME_MAX = 32;

  public Route {
    choices = List.copyOf(choices);
    if (name.isBlank() || name.length() > NAME_MAX) {
      throw new IllegalArgumentException("the name of a route: 1 to " + NAME_MAX + " characters");
    }
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("route " + name + ": no carrier");
    }
  }

  /// A carrier that a route may use.
  ///
  /// @param weight its share among those of the same priority, 1–1,000
  /// @param priority 0 is asked first; one of a higher number only when none of a lower is usable
  public record Choice(String carrier, int weight, int priority) {
    public Choice {
      if (weight < 1 || weight > 1_000) {
        throw new IllegalArgumentException("weight: 1 to 1000");
      }
      if (priority < 0 || priority > 99) {
        throw new IllegalArgumentException("priority: 0 to 99");
      }
    }

    /// One of weight 1 that is asked first.
    public static Choice of(String carrier) {
      return new Choice(carrier, 1, 0);
    }
  }

  /// How one carrier is picked among those of the same priority.
  public enum Pick {
    /// The first in the list that is usable.
    ORDER,
    /// By chance, each as often as its weight says.
    WEIGHT,
    /// The one that costs least for this recipient; one whose cost is not known comes last.
    COST
  }

  /// What goes over a route at most, whatever its carriers could take; 0 = as much as they take.
  ///
  /// @param rate parts a second
  /// @param window parts sent and not answered
  public record Limits(int rate, int window) {
    /// None.
    public static final Limits NONE = new Limits(0, 0);
  }
}
