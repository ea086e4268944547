package io.carillon.engine.comply.content;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Hosts that want to be taken for others.
///
/// Of a brand's domain: its name under another end (`acme.top`), within a longer one
/// (`acme-login.com`, `acme.com.example.net`), with digits or other scripts for letters (`acrne`,
/// `аcme`), or one letter off. Of nobody in particular: a label that mixes Latin letters with Greek
/// or Cyrillic ones, or one of these alone that reads as Latin before a Latin end.
final class Lookalikes {
  /// Shorter names are found in too much to be compared with one letter off.
  private static final int NEAR_MIN = 6;

  private static final Pattern DIGITS = Pattern.compile("[0134578]");

  private Lookalikes() {}

  /// What the first deceiving host pretends to be: a brand's domain, or empty where it is no
  /// brand's.
  static Optional<String> among(List<String> hosts, List<String> brands) {
    for (var host : hosts) {
      if (brands.stream().anyMatch(brand -> Links.isOf(host, brand))) {
        continue;
      }
      for (var brand : brands) {
        if (pretends(host, brand)) {
          return Optional.of(brand);
        }
      }
      if (deceives(host)) {
        return Optional.of("");
      }
    }
    return Optional.empty();
  }

  private static boolean pretends(String host, String brand) {
    var name = skeleton(brand.substring(0, Math.max(brand.indexOf('.'), 0)));
    if (name.length() < 3) {
      return false;
    }
    for (var label : host.split("\\.", -1)) {
      if (isLike(skeleton(label.replace("-", "")), name)) {
        return true;
      }
      for (var part : label.split("-", -1)) {
        if (isLike(skeleton(part), name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLike(String label, String name) {
    return label.equals(name) || (name.length() >= NEAR_MIN && isOneOff(label, name));
  }

  /// What is read at a glance: folded, digits as the letters that they replace, pairs that look
  /// like one letter as that.
  private static String skeleton(String label) {
    var folded = new StringBuilder(label.length());
    label.codePoints().map(Letters::fold).forEach(folded::appendCodePoint);
    var plain =
        DIGITS
            .matcher(folded)
            .replaceAll(
                digit -> Character.toString("oleastb".charAt("0134578".indexOf(digit.group()))));
    return plain.replace("rn", "m").replace("vv", "w").replace('i', 'l');
  }

  /// One letter more, less, other, or two swapped.
  private static boolean isOneOff(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    if (Math.abs(one.length() - other.length()) > 1) {
      return false;
    }
    int head = 0;
    while (head < shorter && one.charAt(head) == other.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
      tail++;
    }
    int left = one.length() - head - tail;
    int right = other.length() - head - tail;
    boolean swapped =
        left == 2
            && right == 2
            && one.charAt(head) == other.charAt(head + 1)
            && one.charAt(head + 1) == other.charAt(head);
    return Math.max(left, right) <= 1 || swapped;
  }

  private static boolean deceives(String host) {
    var labels = List.of(host.split("\\.", -1));
    boolean latinEnd = scripts(labels.getLast(), UnicodeScript.LATIN);
    for (var label : labels) {
      boolean foreign =
          scripts(label, UnicodeScript.CYRILLIC) || scripts(label, UnicodeScript.GREEK);
      boolean latin = scripts(label, UnicodeScript.LATIN);
      if (foreign && (latin || (latinEnd && readsAsLatin(label)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean scripts(String label, UnicodeScript script) {
    return label.codePoints().anyMatch(letter -> UnicodeScript.of(letter) == script);
  }

  private static boolean readsAsLatin(String label) {
    return label.codePoints().map(Letters::fold).allMatch(letter -> letter < 0x80);
  }
}
