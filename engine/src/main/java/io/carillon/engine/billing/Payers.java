package io.carillon.engine.billing;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import java.util.regex.Pattern;

/// Who paid for a message: the account at the top, unless its decision notes another that has a
/// balance of its own. So what is given back goes to where it came from, whoever would pay now.
public final class Payers {
  private static final Pattern NOTE = Pattern.compile("; paid ([0-9]) up(?:;|$)");

  private Payers() {}

  /// What the decision of a message accepted now notes; empty where the account at the top pays.
  public static String note(Directory directory, AccountId account) {
    var payer = directory.payer(account);
    return payer.equals(directory.top(account))
        ? ""
        : "; paid " + (directory.level(account) - directory.level(payer)) + " up";
  }

  /// Who paid for a message when it was accepted.
  public static AccountId of(Directory directory, Message message) {
    var note = NOTE.matcher(message.origin().decision());
    return note.find()
        ? directory.above(message.account(), Integer.parseInt(note.group(1)))
        : directory.top(message.account());
  }
}
