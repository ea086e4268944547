package io.carillon.engine.inbound;

import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import java.util.List;
import java.util.function.Consumer;

/// Hears what persons write, before it is kept.
@FunctionalInterface
public interface Listening {
  /// Nobody does.
  Listening NONE = (_, then) -> then.accept(Heard.NOTHING);

  /// Tells `then` once what follows from a message; it may tell later, from another thread.
  void hear(Message message, Consumer<Heard> then);

  /// What follows from a message.
  ///
  /// @param also rows of the commit that keeps it
  /// @param owed whether it is kept as one that waits for our answer
  record Heard(List<Write> also, boolean owed) {
    /// Nothing.
    public static final Heard NOTHING = new Heard(List.of(), false);

    public Heard {
      also = List.copyOf(also);
    }
  }
}
