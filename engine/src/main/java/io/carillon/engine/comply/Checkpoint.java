package io.carillon.engine.comply;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The places at which a message may be refused, in the order in which it comes by them.
public enum Checkpoint {
  /// The account may send.
  ACCOUNT(0),
  /// The recipient is an address that can exist.
  RECIPIENT(1),
  /// The sender has a form that exists, and is the account's.
  SENDER(2),
  /// It is to be sent soon enough.
  TIME(3),
  /// The account may write to the recipient's country.
  DESTINATION(10),
  /// The sender may write to that country, and is registered where it has to be.
  REGISTRATION(13),
  /// A one-time password is not one of many that somebody asks for only to be paid for them.
  PUMPING(11),
  /// What it says is no spam, and nothing that the account forbids.
  WORDS(12),
  /// Its person may be written to at its hour.
  QUIET(15),
  /// The carrier takes more of its campaign.
  CAPS(16),
  /// Its person wrote lately enough for the channel to let them be written to freely.
  WINDOW(18),
  /// What it says can be carried.
  CONTENT(4),
  /// Its person has not stopped who sends it.
  CONSENT(6),
  /// Its person was not written to too often.
  FREQUENCY(17),
  /// The account can pay for it.
  MONEY(5);

  private final int code;

  Checkpoint(int code) {
    this.code = code;
  }

  /// The stable lower-case word in traces, metrics and APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The words of all before this one, separated by spaces.
  public String before() {
    return words(EnumSet.range(ACCOUNT, this).stream().filter(point -> point != this), " ");
  }

  /// All of them, as [#named] reads them.
  public static String marks() {
    return Integer.toHexString(
        Arrays.stream(values()).mapToInt(point -> 1 << point.code).reduce(0, (a, b) -> a | b));
  }

  /// The words of those with these marks, in today's order, separated by commas; empty where these
  /// are no marks.
  public static String named(String marks) {
    try {
      int bits = Integer.parseInt(marks, 16);
      return words(Arrays.stream(values()).filter(point -> (bits >> point.code & 1) == 1), ", ");
    } catch (NumberFormatException _) {
      return "";
    }
  }

  private static String words(Stream<Checkpoint> points, String between) {
    return points.map(Checkpoint::word).collect(Collectors.joining(between));
  }

  /// The numbers of all, for whoever adds one: none is used twice or changed.
  static Set<Integer> codes() {
    return Arrays.stream(values()).map(point -> point.code).collect(Collectors.toSet());
  }
}
