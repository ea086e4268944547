package io.carillon.sim;

import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import org.jspecify.annotations.Nullable;

/// What a person wrote, or a part of it: a far end has it until it hears that it is kept.
final class Letter {
  final Arrived arrived;

  /// Whether the far end has heard that it is kept.
  boolean heard;

  /// Whether the server had reason to believe that the far end did not hear that: words that are
  /// the same may be taken for it then.
  boolean isUnsure;

  /// How often it was brought.
  int tries;

  /// Over which the far end heard that it is kept.
  @Nullable Bind last;

  /// The try that is not answered; null = none is.
  @Nullable Try open;

  /// @param arrived the same each time but for the connection
  Letter(Arrived arrived) {
    this.arrived = arrived;
  }

  /// One time that it was brought.
  record Try(Bind bind, long at) {}

  /// A connection over which it is brought, as the far end sees it.
  static final class Bind {
    final long number;
    boolean alive = true;

    Bind(long number) {
      this.number = number;
    }
  }

  /// It as it comes over a connection.
  Arrived over(Bind bind) {
    var manner = arrived.manner();
    return arrived.by(new Manner(manner.part(), manner.odd(), new Delivery(bind.number)));
  }

  @Override
  public String toString() {
    var part = arrived.manner().part();
    return "%s>%s '%s' %d/%d"
        .formatted(
            arrived.from(), arrived.to(), Letters.words(arrived), part.number(), part.total());
  }
}
