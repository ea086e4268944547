package io.carillon.bench.load;

import java.util.Arrays;

/// The single codes in the answer to a bulk (207): `{"code":207,"responses":[{…"code":202…},…]}`.
///
/// Only looks for the name `code` and the digits behind it, which costs a pass over the bytes; the
/// bulk's own code is left out wherever it stands.
final class BulkCodes {
  private static final byte[] NAME = {'"', 'c', 'o', 'd', 'e', '"', ':'};
  private static final int OWN = 207;

  private final int[] codes;
  private int count;

  /// @param messages how many answers are wanted
  BulkCodes(byte[] body, int from, int to, int messages) {
    codes = new int[messages];
    for (var i = from; i + NAME.length < to; i++) {
      if (body[i] == '"'
          && Arrays.equals(body, i, i + NAME.length, NAME, 0, NAME.length)
          && !add(number(body, i + NAME.length, to))) {
        return;
      }
    }
  }

  /// Whether there is one for each message.
  boolean isWhole() {
    return count == codes.length;
  }

  int code(int message) {
    return codes[message];
  }

  private boolean add(int code) {
    if (code == OWN) {
      return true;
    }
    if (count == codes.length) {
      count++;
      return false;
    }
    codes[count++] = code;
    return true;
  }

  private static int number(byte[] body, int from, int to) {
    var at = from;
    while (at < to && body[at] == ' ') {
      at++;
    }
    var value = 0;
    for (var digits = 0; at < to && digits < 6 && Character.isDigit(body[at]); at++, digits++) {
      value = value * 10 + body[at] - '0';
    }
    return value;
  }
}
