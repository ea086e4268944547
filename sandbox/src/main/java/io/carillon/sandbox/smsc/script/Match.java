package io.carillon.sandbox.smsc.script;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which recipients a rule is for: all that is said must hold.
///
/// @param suffix how the address ends; empty = any
/// @param prefix how it begins; empty = any
/// @param pattern fits the whole address
/// @param every of those that fit so far only every n-th; 1 = each
public record Match(String suffix, String prefix, Optional<Pattern> pattern, int every) {
  /// Fits every address.
  public static final Match ALL = new Match("", "", Optional.empty(), 1);

  /// How many characters a pattern may look at before it is given up: a pattern that backtracks
  /// without end shall not stop the centre.
  static final int LOOKS_MAX = 20_000;

  /// Whether an address fits, `every` aside. A pattern that takes too long does not fit.
  public boolean fits(String address) {
    return address.endsWith(suffix)
        && address.startsWith(prefix)
        && (pattern.isEmpty() || fits(pattern.get(), address));
  }

  private static boolean fits(Pattern pattern, String address) {
    try {
      return pattern.matcher(new Watched(address)).matches();
    } catch (TooLong _) {
      return false;
    }
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("the pattern took too long", null, false, false);
    }
  }

  /// Text that counts how often it is looked at.
  private static final class Watched implements CharSequence {
    private final String text;
    private int looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks > LOOKS_MAX) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
