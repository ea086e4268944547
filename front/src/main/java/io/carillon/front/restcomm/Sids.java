package io.carillon.front.restcomm;

import io.carillon.front.door.Logins;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Message;
import java.util.List;
import java.util.Optional;

/// The ids and paths that the dialect prints: two letters and 32 hexadecimal digits; paths without
/// the mount, as Restcomm-Connect prints them.
final class Sids {
  static final String VERSION = "2012-04-24";

  static final String APPLICATION = "AP";
  static final String NUMBER = "PN";
  static final String NOTIFICATION = "NO";
  static final String USER = "US";

  private Sids() {}

  /// The SID of what has this id.
  static String of(String letters, Id id) {
    return letters + id.hex();
  }

  /// The id that a SID with these letters holds.
  static Optional<Id> read(String letters, String sid) {
    return sid.startsWith(letters) ? Id.fromHex(sid.substring(2)) : Optional.empty();
  }

  static String message(Message message) {
    return MessageNames.textSid(message.id());
  }

  /// The last of a page; empty where it has none.
  static String last(List<Message> messages) {
    return messages.isEmpty() ? "" : message(messages.getLast());
  }

  static String account(Message message) {
    return account(message.account());
  }

  static String account(AccountId account) {
    return Logins.sid(account);
  }

  static String path(AccountId account) {
    return "/" + VERSION + "/Accounts/" + account(account);
  }

  static String path(Form form, Message message) {
    return path(message.account()) + form.path() + "/" + message(message);
  }
}
