package io.carillon.engine.accept;

import io.carillon.model.Commit.Guard;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import java.util.List;
import java.util.Optional;

/// Says no before anything is accepted, or makes the caller wait a little, when what was accepted
/// is not getting away.
public interface Doorway {
  /// Whether these may come in now. It may hold the caller up for a short while.
  Optional<Refusal> refuses(List<Message> coming) throws InterruptedException;

  /// What must hold where these are written, so that they may come in.
  default List<Guard> guards(List<Message> fresh) {
    return List.of();
  }
}
