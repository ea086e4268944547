package io.carillon.app.command;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/// Where a command is run: its environment, where it reads and where it prints.
record Terminal(Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err) {
  private static final char STANDS_FOR_ANY = '·';

  Terminal {
    environment = Map.copyOf(environment);
  }

  /// One line. What others wrote may steer a terminal by control characters: they are replaced.
  void say(String line) {
    out.println(plain(line));
    out.flush();
  }

  /// One line of trouble.
  void warn(String line) {
    err.println(plain(line));
    err.flush();
  }

  /// A text without control characters, direction marks and line ends.
  static String plain(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(steers(c) ? STANDS_FOR_ANY : c));
    return plain.toString();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
