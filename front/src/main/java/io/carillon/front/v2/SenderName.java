package io.carillon.front.v2;

import io.carillon.front.door.Keys;
import io.carillon.model.Sender;
import java.nio.charset.StandardCharsets;

/// How the API names a sender: `snd_` and 24 hexadecimal digits that follow from account, address
/// and calling code, so that the same sender is always named the same.
final class SenderName {
  private static final int DIGITS = 24;

  private SenderName() {}

  static String of(Sender sender) {
    var whole =
        sender.account().value().hex()
            + ' '
            + sender.address().kind().code()
            + ' '
            + sender.address().value()
            + ' '
            + sender.callingCode();
    return "snd_" + Keys.sha256(whole.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
