package io.carillon.model;

import java.util.List;
import java.util.regex.Pattern;

/// An e-mail that an endpoint asks for in its answer to a notice: plain text.
///
/// @param from whom it names as its author
/// @param to at least one; `to`, `cc` and `bcc` are at most [#RECIPIENTS_MAX] together
/// @param subject at most [#SUBJECT_MAX] characters, without line breaks
/// @param text at most 64 KiB, since no document is longer
public record Letter(
    String from, List<String> to, List<String> cc, List<String> bcc, String subject, String text) {
  /// How many it goes to.
  public static final int RECIPIENTS_MAX = 10;

  /// Characters of a subject.
  public static final int SUBJECT_MAX = 160;

  /// A local part without quotes, and a host name (RFC 5321 §4.1.2, its lengths §4.5.3.1).
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}"
              + "@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,187}[\\p{L}\\p{N}])?");

  public Letter {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    int recipients = to.size() + cc.size() + bcc.size();
    boolean breaks = subject.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    if (to.isEmpty() || recipients > RECIPIENTS_MAX || subject.length() > SUBJECT_MAX || breaks) {
      throw new IllegalArgumentException("a letter over its limits");
    }
    if (!isAddress(from) || !areAddresses(to) || !areAddresses(cc) || !areAddresses(bcc)) {
      throw new IllegalArgumentException("no e-mail address");
    }
  }

  /// Whether a text is one bare e-mail address: no name beside it, nothing quoted.
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /// What stands behind the `@` of an address.
  public static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static boolean areAddresses(List<String> texts) {
    return texts.stream().allMatch(Letter::isAddress);
  }

  /// Neither whom it goes to nor what it says.
  @Override
  public String toString() {
    return "Letter[" + text.length() + " characters]";
  }
}
