package io.carillon.engine.receipt;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Named;
import io.carillon.model.Message;
import io.carillon.model.Report.Receipt;
import java.util.Optional;

/// Which part of which message a receipt speaks of.
final class Subjects {
  private final Desk desk;
  private final Doubts doubts;

  Subjects(Desk desk, Doubts doubts) {
    this.desk = desk;
    this.doubts = doubts;
  }

  /// The doubtful part that a receipt speaks of, if that is certain.
  Optional<Doubts.Found> spokenOf(String carrier, Receipt receipt) {
    if (doubts.isEmpty()) {
      return Optional.empty();
    }
    return doubts
        .find(carrier, receipt)
        .filter(found ->
            found.signed()
                || !desk.anyOut(carrier, receipt.sender(), receipt.recipient(), found.id()));
  }

  /// The part that holds the receipt's far id, else the doubtful one that it speaks of; 0 = none,
  /// since what named it could not be written, or something else came to be known meanwhile.
  int part(Message message, String carrier, Receipt receipt) {
    for (var name : receipt.names()) {
      for (var leg : message.state().legs()) {
        if (leg.farId().equals(name)) {
          return leg.part();
        }
      }
    }
    return doubtful(message, carrier, receipt);
  }

  /// The doubtful part that a receipt speaks of; 0 = none. Under the desk's lock: where its far id
  /// came to name another message meanwhile, it speaks of that one.
  int doubtful(Message message, String carrier, Receipt receipt) {
    if (desk.named(carrier, receipt, () -> {}).filter(id -> !id.equals(message.id())).isPresent()) {
      return 0;
    }
    return spokenOf(carrier, receipt)
        .filter(found -> found.id().equals(message.id()))
        .map(Doubts.Found::part)
        .filter(part -> message.state().legs().get(part - 1).farId().isEmpty())
        .orElse(0);
  }

  /// Whether a receipt of several names speaks of a message that bears one of them.
  static boolean isMeant(Message message, Receipt receipt) {
    return receipt.aliases().isEmpty()
        || Named.choose(
                receipt,
                farId ->
                    Optional.of(message)
                        .filter(it ->
                            it.state().legs().stream().anyMatch(leg -> leg.farId().equals(farId))))
            .isPresent();
  }
}
