package io.carillon.engine.comply.content;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The hosts that a text links to, also where it names them without `https://`.
final class Links {
  /// Only so many hosts of a text are looked at, and so many of its characters.
  private static final int HOSTS_MAX = 20;

  private static final int CHARACTERS_MAX = 20_000;
  private static final String PUNYCODE = "xn--"; // RFC 5890 §2.3.2.5
  private static final int HOST_MAX = 253; // RFC 1035 §2.3.4

  private Links() {}

  /// In lower case, Punycode decoded, `www.` left out; in their order, none twice.
  static List<String> hosts(String text) {
    int end = Math.min(text.length(), CHARACTERS_MAX);
    if (text.indexOf('.') < 0) {
      return List.of();
    }
    var hosts = new ArrayList<String>(1);
    int start = 0;
    for (int i = 0; i <= end && hosts.size() < HOSTS_MAX; i++) {
      if (i == end || !mayStandInHost(text.charAt(i))) {
        if (i > start && !isInPath(text, start)) {
          add(text.substring(start, i), hosts);
        }
        start = i + 1;
      }
    }
    return hosts;
  }

  private static boolean mayStandInHost(char letter) {
    return letter == '.'
        || letter == '-'
        || letter == '@'
        || Character.isLetterOrDigit(letter)
        || Character.isSurrogate(letter);
  }

  /// Behind a single slash stands the path of a link.
  private static boolean isInPath(String text, int start) {
    return start > 0
        && text.charAt(start - 1) == '/'
        && (start == 1 || text.charAt(start - 2) != '/');
  }

  private static void add(String found, List<String> hosts) {
    int last = found.length();
    while (last > 0 && found.charAt(last - 1) == '.') {
      last--;
    }
    if (last <= HOST_MAX && isHost(found.substring(0, last))) {
      var host = found.substring(0, last).toLowerCase(Locale.ROOT);
      host = host.contains(PUNYCODE) ? IDN.toUnicode(host) : host;
      host = host.startsWith("www.") ? host.substring(4) : host;
      if (!hosts.contains(host)) {
        hosts.add(host);
      }
    }
  }

  /// Labels with dots between, the last one of letters or in Punycode (RFC 1035 §2.3.1, RFC 5890).
  private static boolean isHost(String found) {
    int dot = found.lastIndexOf('.');
    if (dot < 1 || found.indexOf('@') >= 0 || found.contains("..") || found.charAt(0) == '.') {
      return false;
    }
    if (found.regionMatches(true, dot + 1, PUNYCODE, 0, PUNYCODE.length())) {
      return true;
    }
    for (int i = dot + 1; i < found.length(); i += Character.charCount(found.codePointAt(i))) {
      if (!Character.isLetter(found.codePointAt(i))) {
        return false;
      }
    }
    return found.length() - dot > 2;
  }

  /// Whether a host is this domain or lies below it.
  static boolean isOf(String host, String domain) {
    return host.endsWith(domain)
        && (host.length() == domain.length()
            || host.charAt(host.length() - domain.length() - 1) == '.');
  }
}
