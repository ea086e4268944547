package io.carillon.engine.comply.content;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The public URL shorteners, as `shorteners.txt` lists them.
final class Shorteners {
  private static final Set<String> DOMAINS =
      Letters.read("shorteners.txt")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());

  private Shorteners() {}

  static boolean among(List<String> hosts) {
    return hosts.stream().anyMatch(Shorteners::isOne);
  }

  private static boolean isOne(String host) {
    for (int from = 0; from >= 0; from = host.indexOf('.', from) + 1) {
      if (DOMAINS.contains(host.substring(from))) {
        return true;
      }
      if (host.indexOf('.', from) < 0) {
        return false;
      }
    }
    return false;
  }
}
