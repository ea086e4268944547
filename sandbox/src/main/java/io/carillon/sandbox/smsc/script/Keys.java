package io.carillon.sandbox.smsc.script;

import java.util.List;
import java.util.stream.Stream;

/// The keys of a script, mapping by mapping. A test finds each of them in the annotated script.
final class Keys {
  static final List<String> SCRIPT =
      List.of(
          "seed",
          "accounts",
          "session",
          "rules",
          "otherwise",
          "throttling",
          "networks",
          "inbound",
          "alerts",
          "outbind",
          "hostile");
  static final List<String> ACCOUNT =
      List.of("system-id", "password", "binds", "binds-max", "rate", "window");
  static final List<String> SESSION =
      List.of("enquire-link", "response-timeout", "again", "tries", "owed-max", "first-sequence");
  static final List<String> OTHERWISE =
      List.of(
          "status", "times", "delay", "answer", "id", "receipt", "reply", "query", "cancel",
          "replace", "hostile");
  static final List<String> RULE = Stream.concat(Stream.of("to"), OTHERWISE.stream()).toList();
  static final List<String> TO = List.of("suffix", "prefix", "pattern", "every");
  static final List<String> DELAY = List.of("uniform", "exponential", "max");
  static final List<String> ID = List.of("response", "receipt", "width", "upper");
  static final List<String> RECEIPT =
      List.of("states", "delay", "before-response", "copies", "via", "error", "form");
  static final List<String> FORM =
      List.of("fields", "letters", "spaces", "gap", "dates", "place", "tlvs", "esm-class");
  static final List<String> THROTTLING = List.of("congestion", "curve", "repeat");
  static final List<String> STEP = List.of("at", "rate");
  static final List<String> NETWORKS = List.of("name-tlv", "code-tlv", "table");
  static final List<String> NETWORK_ROW = List.of("prefix", "length", "digit", "networks");
  static final List<String> NETWORK = List.of("name", "mcc", "mnc");
  static final List<String> INBOUND =
      List.of(
          "account",
          "from",
          "to",
          "text",
          "encoding",
          "long",
          "order",
          "data-coding",
          "count",
          "rate",
          "after");
  static final List<String> ALERT =
      List.of("account", "from", "to", "availability", "count", "rate", "after");
  static final List<String> INVITATION = List.of("host", "port", "system-id", "password", "after");
  static final List<String> HOSTILE = List.of("fault", "amount", "for");

  private Keys() {}

  /// All of them, once.
  static List<String> all() {
    return Stream.of(
            SCRIPT,
            ACCOUNT,
            SESSION,
            RULE,
            TO,
            DELAY,
            ID,
            RECEIPT,
            FORM,
            THROTTLING,
            STEP,
            NETWORKS,
            NETWORK_ROW,
            NETWORK,
            INBOUND,
            ALERT,
            INVITATION,
            HOSTILE)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
