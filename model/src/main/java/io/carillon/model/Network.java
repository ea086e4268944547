package io.carillon.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// A recipient's network: by its codes, by its name, or both. What is not known is empty, never a
/// guess.
///
/// @param mcc the mobile country code, three digits (ITU-T E.212)
/// @param mnc the mobile network code, two or three digits; empty exactly where `mcc` is
/// @param name what people call it, at most 64 characters
public record Network(String mcc, String mnc, String name) {
  private static final int NAME_MAX = 64;
  private static final Pattern MCC = Pattern.compile("[2-79][0-9]{2}");
  private static final Pattern MNC = Pattern.compile("[0-9]{2,3}");
  private static final Pattern CODES = Pattern.compile("([2-79][0-9]{2})[-. ]?([0-9]{2,3})");

  public Network {
    boolean coded = MCC.matcher(mcc).matches() && MNC.matcher(mnc).matches();
    boolean bare = mcc.isEmpty() && mnc.isEmpty();
    if (!coded && !bare) {
      throw new IllegalArgumentException("a network has three digits of MCC and 2 or 3 of MNC");
    }
    if ((bare && name.isEmpty()) || name.length() > NAME_MAX) {
      throw new IllegalArgumentException("a network has codes or a name of 1 to 64 characters");
    }
  }

  /// Whether two texts are an MCC and an MNC.
  public static boolean areCodes(String mcc, String mnc) {
    return MCC.matcher(mcc).matches() && MNC.matcher(mnc).matches();
  }

  /// A network as a far end tells it: `26201`, `262-01` or a name; a name that is too long is cut.
  /// Empty where it tells nothing.
  public static Optional<Network> told(String text) {
    var bare = text.strip();
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    var codes = CODES.matcher(bare);
    return Optional.of(
        codes.matches()
            ? new Network(codes.group(1), codes.group(2), "")
            : new Network("", "", bare.substring(0, Math.min(NAME_MAX, bare.length()))));
  }

  /// MCC and MNC in one, `26201`; empty where they are not known.
  public String code() {
    return mcc + mnc;
  }

  /// This network with what `other` knows besides: its name where both have the same codes.
  public Network completedBy(Network other) {
    return name.isEmpty() && !mcc.isEmpty() && code().equals(other.code()) ? other : this;
  }
}
