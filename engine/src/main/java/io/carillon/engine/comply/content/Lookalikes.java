package io.carillon.engine.comply.content;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hosts that want to be taken for others.
///
/// Of a brand's domain: its name under another end (`acme.top`), within a longer one
/// (`acme-login.com`, `acme.com.example.net`), with digits or other scripts for letters (`acrne`,
/// `аcme`), or one letter off. Of nobody in particular: a label that mixes Latin letters with Greek
/// or Cyrillic ones, or one of these alone that reads as Latin before a Latin end.
final class Lookalikes {
  /// Shorter names are found in too much to be compared at all.
  private static final int NAME_MIN = 3;

  /// Or with one letter off.
  private static final int NEAR_MIN = 6;

  private Lookalikes() {}

  /// A domain that others may imitate.
  ///
  /// @param name the first label, as it is read at a glance
  record Brand(String domain, String name) {
    static Brand of(String domain) {
      return new Brand(domain, skeleton(domain.substring(0, domain.indexOf('.'))));
    }
  }

  /// What the first deceiving host pretends to be: the domain of a brand, or empty where it is no
  /// brand's.
  static Optional<String> among(List<String> hosts, List<Brand> brands) {
    for (var host : hosts) {
      if (brands.stream().anyMatch(brand -> Links.isOf(host, brand.domain()))) {
        continue;
      }
      var names = brands.isEmpty() ? List.<String>of() : names(host);
      for (var brand : brands) {
        if (names.stream().anyMatch(name -> isLike(name, brand.name()))) {
          return Optional.of(brand.domain());
        }
      }
      if (deceives(host)) {
        return Optional.of("");
      }
    }
    return Optional.empty();
  }

  /// The labels of a host, whole and by their parts, as they are read at a glance.
  private static List<String> names(String host) {
    var names = new ArrayList<String>();
    for (var label : host.split("\\.", -1)) {
      names.add(skeleton(label));
      if (label.indexOf('-') >= 0) {
        names.add(skeleton(label.replace("-", "")));
        for (var part : label.split("-", -1)) {
          names.add(skeleton(part));
        }
      }
    }
    return names;
  }

  private static boolean isLike(String label, String name) {
    return name.length() >= NAME_MIN
        && (label.equals(name) || (name.length() >= NEAR_MIN && isOneOff(label, name)));
  }

  /// What is read at a glance: folded, digits as the letters that they replace, pairs that look
  /// like one letter as that.
  private static String skeleton(String label) {
    var plain = new StringBuilder(label.length());
    for (int i = 0; i < label.length(); ) {
      int letter = label.codePointAt(i);
      i += Character.charCount(letter);
      plain.appendCodePoint(meant(Letters.fold(letter)));
    }
    return plain.toString().replace("rn", "m").replace("vv", "w");
  }

  private static int meant(int letter) { // table
    return switch (letter) {
      case '0' -> 'o';
      case '1', 'i' -> 'l';
      case '3' -> 'e';
      case '4' -> 'a';
      case '5' -> 's';
      case '7' -> 't';
      case '8' -> 'b';
      default -> letter;
    };
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
    if (host.chars().allMatch(letter -> letter < 0x80)) {
      return false;
    }
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
