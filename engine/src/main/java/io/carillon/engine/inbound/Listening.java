package io.carillon.engine.inbound;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Report.Revoked;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
  /// @param decision what it keeps of how it is answered, at most 100 characters; empty = nothing
  /// @param told whether the account is told of it
  /// @param isTaken whether nobody else hears it
  record Heard(List<Write> also, boolean owed, String decision, boolean told, boolean isTaken) {
    /// Nothing.
    public static final Heard NOTHING = noted(List.of());

    public Heard {
      also = List.copyOf(also);
    }

    /// Rows only: others hear it, too.
    public static Heard noted(List<Write> also) {
      return new Heard(also, false, "", true, false);
    }

    /// It is understood.
    ///
    /// @param owed whether it is answered
    public static Heard taken(List<Write> also, boolean owed) {
      return new Heard(also, owed, "", true, true);
    }

    /// What follows from both, where this one has not taken it.
    Heard and(Heard next) {
      var rows = Stream.concat(also.stream(), next.also.stream()).toList();
      return new Heard(rows, next.owed, next.decision, next.told, next.isTaken);
    }
  }
}
