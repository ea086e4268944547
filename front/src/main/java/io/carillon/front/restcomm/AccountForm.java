package io.carillon.front.restcomm;

import io.carillon.front.form.FormFields;
import io.carillon.model.Account;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.util.Arrays;
import java.util.Optional;

/// The form that opens or changes an account.
///
/// @param mail empty = not given
/// @param password empty = not given
record AccountForm(
    String mail,
    String password,
    Optional<String> name,
    Optional<Account.Standing> standing,
    Optional<String> role,
    Optional<Refusal> refusal) {
  private static final int MAIL_MAX = 254;
  private static final int PASSWORD_MIN = 8;
  private static final int PASSWORD_MAX = 128;
  private static final String MAIL = "[^\\s:@]{1,64}@[^\\s:@]{1,189}";

  /// Reads what opens an account.
  static AccountForm opening(byte[] body) {
    var fields = FormFields.read(body);
    if (fields.filled("EmailAddress").isEmpty()) {
      fields.wrong(
          Refusal.of(Fault.FIELD_MISSING, "EmailAddress", "Email address can not be null."));
    }
    if (fields.filled("Password").isEmpty()) {
      fields.wrong(Refusal.of(Fault.FIELD_MISSING, "Password", "Password can not be null."));
    }
    return read(fields);
  }

  /// Reads what changes one; its address stays.
  static AccountForm changing(byte[] body) {
    var form = read(FormFields.read(body));
    return new AccountForm("", form.password, form.name, form.standing, form.role, form.refusal);
  }

  private static AccountForm read(FormFields fields) {
    var mail = fields.filled("EmailAddress", MAIL_MAX);
    if (mail.isPresent() && !mail.get().matches(MAIL)) {
      fields.wrong("EmailAddress", "must be an e-mail address");
    }
    var password = fields.filled("Password", PASSWORD_MAX);
    if (password.isPresent() && password.get().length() < PASSWORD_MIN) {
      fields.wrong(Refusal.of(Fault.FIELD_INVALID, "Password", "Password too weak"));
    }
    var word = fields.filled("Status", Forms.NAME_MAX);
    var standing = word.flatMap(AccountForm::standing);
    if (word.isPresent() && standing.isEmpty()) {
      fields.wrong("Status", "must be active, suspended or closed");
    }
    var name = fields.filled("FriendlyName", Forms.NAME_MAX);
    var role = fields.filled("Role", Forms.NAME_MAX);
    return new AccountForm(
        mail.orElse(""), password.orElse(""), name, standing, role, fields.refusal());
  }

  private static Optional<Account.Standing> standing(String word) {
    return Arrays.stream(Account.Standing.values())
        .filter(standing -> standing.word().equalsIgnoreCase(word))
        .findFirst();
  }

  /// A password does not belong in a log.
  @Override
  public String toString() {
    return "AccountForm";
  }
}
