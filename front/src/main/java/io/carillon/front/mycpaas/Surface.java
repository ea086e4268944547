package io.carillon.front.mycpaas;

import io.carillon.model.AccountId;
import io.carillon.model.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// The two surfaces of the dialect: they differ in their prefix, in how they print times, in which
/// statuses they know, and in what a path without an extension answers.
enum Surface {
  BARE("bare", "/2010-04-01"),
  LAML("laml", "/api/laml/2010-04-01");

  /// The dialect's word in messages and notices.
  static final String DIALECT = "mycpaas";

  /// The only version of the API.
  static final String VERSION = "2010-04-01";

  /// The official Java library reads nothing but a day of two digits and a numeric zone.
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String word;
  private final String prefix;

  Surface(String word, String prefix) {
    this.word = word;
    this.prefix = prefix;
  }

  /// The word kept with a message.
  String word() {
    return word;
  }

  /// What paths may begin with; we print the first. A client whose base URL ends in `/api/laml`
  /// puts it before the paths that we print, too.
  List<String> prefixes() {
    return switch (this) {
      case BARE -> List.of(prefix);
      case LAML -> List.of(prefix, "/api/laml" + prefix);
    };
  }

  /// What the paths that we print begin with.
  String prefix() {
    return prefix;
  }

  /// The path of something below an account.
  ///
  /// @param rest begins with a slash
  String path(AccountId account, String rest) {
    return prefix + "/Accounts/" + Sids.account(account) + rest;
  }

  /// A moment to the second, as this surface prints it.
  String printed(Instant moment) {
    return switch (this) {
      case BARE -> RFC_2822.format(moment);
      case LAML -> moment.truncatedTo(ChronoUnit.SECONDS).toString();
    };
  }

  /// What a path without an extension answers in.
  Shape plain() {
    return switch (this) {
      case BARE -> Shape.XML;
      case LAML -> Shape.JSON;
    };
  }

  /// The surface on which changes of a message are told: the one on which it came in.
  static Surface of(Message message) {
    return message.origin().form().equals(LAML.word) ? LAML : BARE;
  }
}
