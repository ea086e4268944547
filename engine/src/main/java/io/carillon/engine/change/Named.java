package io.carillon.engine.change;

import io.carillon.model.Message;
import io.carillon.model.Report.Receipt;
import java.util.Optional;
import java.util.function.Function;

/// Which of the messages that bear a name of a receipt it speaks of.
public final class Named {
  private Named() {}

  /// Of several names, the first that is borne by a message to the receipt's recipient; else the
  /// first of all, whoever bears it.
  ///
  /// @param bearer the message that bears a far id
  public static Optional<Message> choose(
      Receipt receipt, Function<String, Optional<Message>> bearer) {
    if (receipt.farId().isEmpty()) {
      return Optional.empty();
    }
    var first = bearer.apply(receipt.farId());
    if (receipt.aliases().isEmpty() || isAbout(receipt, first)) {
      return first;
    }
    for (var alias : receipt.aliases()) {
      var other = bearer.apply(alias);
      if (isAbout(receipt, other)) {
        return other;
      }
    }
    return first;
  }

  private static boolean isAbout(Receipt receipt, Optional<Message> message) {
    return message.isPresent() && receipt.isAbout(message.get().parties().to());
  }
}
