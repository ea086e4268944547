package io.carillon.engine.accept;

import io.carillon.model.Message;

/// Lets a new message be claimed in its own insert, which spares a commit when its lane is empty.
public interface Shortcut {
  /// The message as it is to be inserted: claimed when that is possible at once, else as it was.
  Message claimAtOnce(Message fresh);

  /// The commit of a message that [#claimAtOnce] gave has failed.
  void unclaim(Message message);
}
