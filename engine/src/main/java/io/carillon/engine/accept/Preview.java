package io.carillon.engine.accept;

import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.wire.text.Cut;
import io.carillon.wire.text.Shifts;
import java.util.List;
import java.util.Optional;

/// What a submission would come to if it were accepted now. Nothing is kept, charged or counted.
public sealed interface Preview {
  /// It would pass, as far as can be told without keeping it: the balance and opt-outs are looked
  /// at when it is sent.
  ///
  /// @param message as it would be accepted, under an id that is never used
  /// @param route the name of the rule that takes it; empty where none does
  /// @param carrier the one that it would go to now; empty where there is none
  /// @param text how its text would be cut; empty where it is no text of a short message
  record Passed(Message message, String route, Optional<String> carrier, Optional<Text> text)
      implements Preview {}

  /// It would be refused.
  record Failed(Refusal refusal) implements Preview {}

  /// A text on its way.
  ///
  /// @param shifts the national tables that it is said in
  /// @param units septets, octets or UTF-16 units in all
  /// @param cuts what each segment carries
  record Text(Shifts shifts, int units, List<Cut> cuts) {
    public Text {
      cuts = List.copyOf(cuts);
    }
  }
}
