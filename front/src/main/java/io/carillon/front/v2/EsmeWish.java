package io.carillon.front.v2;

import io.carillon.front.arranged.OwnEsme;
import io.carillon.front.json.Fields;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.wire.http.Cidr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody wants an ESME to be; what is wrong with it is noted in the fields.
///
/// @param facts those that were named
/// @param password one of the caller's own, 6 to 8 characters: SMPP has no longer ones
/// @param renews whether another one is to be made
record EsmeWish(
    Optional<String> systemId,
    Map<String, String> facts,
    Optional<String> password,
    boolean renews) {
  private static final Pattern SYSTEM_ID = Pattern.compile("[A-Za-z0-9._-]{1,15}");
  private static final Pattern PASSWORD = Pattern.compile("[!-~]{6,8}");
  private static final int ADDRESSES_MAX = 50;
  private static final int SENDERS_MAX = 200;
  private static final int BINDS_MAX = 100;
  private static final int WINDOW_MAX = 1_000;
  private static final int RATE_MAX = 100_000;
  private static final Set<String> FIELDS =
      Set.of(
          "password",
          "addresses",
          "senders",
          "inbound_senders",
          "modes",
          "binds_max",
          "window",
          "rate",
          "default_alphabet",
          "long_messages",
          "active");

  static EsmeWish read(Fields fields, Directory directory, AccountId account, boolean isNew) {
    var known = new java.util.HashSet<>(FIELDS);
    known.add(isNew ? "system_id" : "new_password");
    fields.only(known);
    var systemId = fields.text("system_id");
    if (systemId.filter(name -> !SYSTEM_ID.matcher(name).matches()).isPresent()) {
      fields.wrong("system_id", "must have 1 to 15 letters, digits, dots, hyphens or underscores");
    }
    var password = fields.text("password");
    if (password.filter(word -> !PASSWORD.matcher(word).matches()).isPresent()) {
      fields.wrong("password", "must have 6 to 8 printable ASCII characters and no blanks");
    }
    boolean renews = fields.flag("new_password", false);
    if (renews && password.isPresent()) {
      fields.wrong("new_password", "cannot stand beside a password");
    }
    var facts = new HashMap<String, String>();
    lists(fields, facts, directory, account);
    number(fields, facts, "binds_max", OwnEsme.BINDS, BINDS_MAX);
    number(fields, facts, "window", OwnEsme.WINDOW, WINDOW_MAX);
    number(fields, facts, "rate", OwnEsme.RATE, RATE_MAX);
    word(fields, facts, "default_alphabet", OwnEsme.ALPHABET, OwnEsme.ALPHABETS);
    word(fields, facts, "long_messages", OwnEsme.LONG, OwnEsme.LONG_FORMS);
    if (fields.has("active")) {
      facts.put(OwnEsme.STATUS, OwnEsme.status(fields.flag("active", true)));
    }
    return new EsmeWish(systemId, facts, password, renews);
  }

  private static void lists(
      Fields fields, Map<String, String> facts, Directory directory, AccountId account) {
    var own =
        directory.senders(account).stream()
            .map(sender -> sender.address().value())
            .collect(Collectors.toSet());
    list(fields, facts, "addresses", OwnEsme.ADDRESSES, ADDRESSES_MAX)
        .check(EsmeWish::isRange, "must hold address ranges such as 192.0.2.0/24");
    list(fields, facts, "senders", OwnEsme.SENDERS, SENDERS_MAX)
        .check(own::contains, "must hold senders of the account");
    list(fields, facts, "inbound_senders", OwnEsme.INBOUND, SENDERS_MAX)
        .check(
            word -> word.equals(OwnEsme.ALL) || own.contains(word),
            "must hold senders of the account, or * alone");
    list(fields, facts, "modes", OwnEsme.MODES, OwnEsme.ALL_MODES.size())
        .check(
            OwnEsme.ALL_MODES::contains,
            "must hold words of " + String.join(", ", OwnEsme.ALL_MODES));
  }

  private record Listed(Fields fields, String name, List<String> words) {
    void check(Predicate<String> rule, String words) {
      if (!this.words.stream().allMatch(rule)) {
        fields.wrong(name, words);
      }
    }
  }

  private static Listed list(
      Fields fields, Map<String, String> facts, String name, String fact, int most) {
    var words = fields.has(name) ? fields.texts(name, 0, most) : List.<String>of();
    if (fields.has(name)) {
      facts.put(fact, V2EsmeReplies.lines(words));
    }
    return new Listed(fields, name, words);
  }

  private static boolean isRange(String text) {
    try {
      Cidr.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void word(
      Fields fields, Map<String, String> facts, String name, String fact, List<String> words) {
    fields
        .text(name)
        .ifPresent(word -> {
          if (!words.contains(word)) {
            fields.wrong(name, "must be " + String.join(" or ", words));
          }
          facts.put(fact, word);
        });
  }

  private static void number(
      Fields fields, Map<String, String> facts, String name, String fact, int most) {
    var number = fields.whole(name, 1, most);
    if (number.isPresent()) {
      facts.put(fact, Long.toString(number.getAsLong()));
    }
  }
}
