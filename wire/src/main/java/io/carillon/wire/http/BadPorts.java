package io.carillon.wire.http;

import java.util.Set;

/// Ports by which other protocols than HTTP are known: a request that reaches a mail server or a
/// cache may be taken for a command there.
///
/// Source: the Fetch standard, §2.9 "port blocking"; beyond it, data stores that take lines of text
/// and often ask for no password.
final class BadPorts {
  // table
  private static final Set<Integer> FETCH =
      Set.of(
          1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
          102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389,
          427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
          989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566,
          6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080);

  // table
  private static final Set<Integer> STORES =
      Set.of(
          1433, // SQL Server
          2375, // Docker
          3306, // MySQL
          5432, // PostgreSQL
          5672, // AMQP
          6379, // Redis
          11211, // memcached
          27017); // MongoDB

  private BadPorts() {}

  static boolean has(int port) {
    return FETCH.contains(port) || STORES.contains(port);
  }
}
