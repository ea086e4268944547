package io.carillon.engine.inbound;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Report.Revoked;
import java.util.List;
import java.util.function.Consumer;

/// Hears what persons write, before it is kept, and that they leave.
public interface Listening {
  /// Nobody does.
  Listening NONE =
      new Listening() {
        @Override
        public void hear(Message message, Consumer<Heard> then) {
          then.accept(Heard.NOTHING);
        }

        @Override
        public List<Write> left(AccountId account, String carrier, Revoked revoked) {
          return List.of();
        }
      };

  /// Tells `then` once what follows from a message; it may tell later, from another thread.
  void hear(Message message, Consumer<Heard> then);

  /// What is written for one of the owners of a sender that a person has left, as its carrier says;
  /// it must answer at once.
  List<Write> left(AccountId account, String carrier, Revoked revoked);

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
