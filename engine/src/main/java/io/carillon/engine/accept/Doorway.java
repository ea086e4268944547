package io.carillon.engine.accept;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import java.util.List;
import java.util.Optional;

/// Says no before anything is accepted, or makes the caller wait a little, when what was accepted
/// is not getting away.
public interface Doorway {
  /// Whether these may come in now. It may hold the caller up for a short while.
  Optional<Refusal> refuses(List<Message> coming) throws InterruptedException;

  /// What these take where they are written, so that they may come in.
  default Toll toll(List<Message> fresh) {
    return Toll.NONE;
  }

  /// How many messages of an account one request may bring; 0 = any number.
  default int perRequest(AccountId account) {
    return 0;
  }

  /// What is asked of a commit that lets messages in.
  ///
  /// @param guards what must hold
  /// @param writes what is written with them
  record Toll(List<Guard> guards, List<Write> writes) {
    static final Toll NONE = new Toll(List.of(), List.of());

    public Toll {
      guards = List.copyOf(guards);
      writes = List.copyOf(writes);
    }
  }
}
