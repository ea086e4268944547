package io.carillon.engine.reply;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What a rule says to a person.
final class Spoken {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Spoken() {}

  /// @param values of the tokens that depend on how the rule matched
  static String text(
      ReplyRule rule,
      Said said,
      Map<String, String> values,
      Directory directory,
      AccountId account) {
    var all = new HashMap<>(values);
    var local = said.at().atZone(ZoneId.of(rule.then().zone()));
    all.put("from", said.person().value());
    all.put("to", said.sender().value());
    all.put("body", said.text());
    all.put("date", local.toLocalDate().toString());
    all.put("time", TIME.format(local));
    all.put("account.name", directory.account(account).map(Account::name).orElse(""));
    return Template.of(rule.then().text()).filled(all).strip();
  }
}
