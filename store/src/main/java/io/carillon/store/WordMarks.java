package io.carillon.store;

import io.carillon.model.Id;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of which accounts words are kept, or being dropped, as the connection that writes knows it: so
/// that changes of other accounts' messages cost nothing. Who changes the marks has them forgotten.
final class WordMarks {
  private final Session writer;
  private @Nullable Set<Integer> accounts;

  WordMarks(Session writer) {
    this.writer = writer;
  }

  private boolean has(int account) throws SQLException {
    var known = accounts;
    if (known == null) {
      known = new HashSet<>();
      for (var mark : writer.prepared("word_marks").number(Integer.MAX_VALUE).list(WordMark::of)) {
        known.add(mark.account());
      }
      accounts = known;
    }
    return known.contains(account);
  }

  /// They were changed, or what changed them does not stand.
  void forget() {
    accounts = null;
  }

  /// A message is gone, and its words with it.
  void gone(int account, Id message) throws SQLException {
    if (has(account)) {
      writer.prepared("word_forget").id(message).change();
      writer.prepared("word_again_forget").id(message).change();
    }
  }

  /// A message says something else from now on.
  void changed(int account, Id message) throws SQLException {
    if (has(account)) {
      writer.prepared("word_forget").id(message).change();
      writer.prepared("word_again_add").id(message).number(account).change();
    }
  }

  /// The keys of an account's bodies were destroyed: nothing is found by its words any more.
  void shred(int account) throws SQLException {
    writer.prepared("word_mark_end").number(account).change();
  }
}
