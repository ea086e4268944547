package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Message;

/// What a message has become.
///
/// @param traits 0 = erased
/// @param came see [Entry]
record Change(AccountId account, Id id, int traits, int came) {
  static Change of(Message message) {
    var parties = message.parties();
    boolean live = message.origin().place().live();
    return new Change(
        message.account(),
        message.id().value(),
        Traits.of(message.status(), parties.direction(), parties.channel(), live),
        Entry.came(message));
  }

  static Change erased(AccountId account, Id id) {
    return new Change(account, id, 0, Entry.NEVER);
  }

  boolean isErasure() {
    return Traits.isErased(traits);
  }

  /// What it is a change of.
  Entry.Owned owned() {
    return new Entry.Owned(account, id);
  }

  /// Makes it in a chunk.
  void on(Chunk chunk, int row) {
    if (Traits.isErased(traits)) {
      chunk.erase(row);
    } else {
      chunk.change(row, traits, came);
    }
  }

  /// Makes it in a segment, where a message that is erased is hidden only; false where the message
  /// does not stand there.
  boolean on(Segment segment) {
    int row = segment.find(account, id);
    if (row >= 0 && Traits.isErased(traits)) {
      segment.hide(account, row);
    } else if (row >= 0) {
      segment.change(account, row, traits, came);
    }
    return row >= 0;
  }
}
