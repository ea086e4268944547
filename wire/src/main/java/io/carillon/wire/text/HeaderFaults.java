package io.carillon.wire.text;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with a user data header, in words for people who look after a link (3GPP TS 23.040
/// §9.2.3.24): [Udh] reads past all of it. The words name elements and counts, nothing of the body.
public final class HeaderFaults {
  private static final int FAULTS_MAX = 8;

  private final Octets userData;
  private final List<String> found = new ArrayList<>(2);
  private Concats concats = Concats.NONE;

  private HeaderFaults(Octets userData) {
    this.userData = userData;
  }

  /// The concatenation that was named so far; -1 = none.
  private record Concats(int total, int number) {
    static final Concats NONE = new Concats(-1, -1);
  }

  /// What is wrong with the header at the start of `userData`, at most 8; nothing where it is well.
  public static List<String> of(Octets userData) {
    if (Udh.parse(userData) instanceof UserData.Broken(var why)) {
      return List.of("the header could not be read and is kept as text: " + why);
    }
    var faults = new HeaderFaults(userData);
    faults.look();
    return faults.found.stream().distinct().limit(FAULTS_MAX).toList();
  }

  private void look() {
    int end = 1 + userData.at(0);
    for (int at = 1; at < end; at += 2 + userData.at(at + 1)) {
      element(userData.at(at), userData.slice(at + 2, at + 2 + userData.at(at + 1)));
    }
  }

  private void element(int identifier, Octets body) {
    switch (identifier) {
      case Udh.CONCAT_8 -> concat(body, 3);
      case Udh.CONCAT_16 -> concat(body, 4);
      case Udh.PORTS_8 -> length("an element of ports", body, 2);
      case Udh.PORTS_16 -> length("an element of ports", body, 4);
      case Udh.SINGLE_SHIFT, Udh.LOCKING_SHIFT -> shift(identifier, body);
      default -> {
        // an element that we do not know is no fault
      }
    }
  }

  private void concat(Octets body, int octets) {
    if (!length("a concatenation", body, octets)) {
      return;
    }
    var named = new Concats(body.at(octets - 2), body.at(octets - 1));
    if (named.number() == 0 || named.number() > named.total()) {
      found.add("a concatenation was ignored: part " + named.number() + " of " + named.total());
    } else if (!concats.equals(Concats.NONE) && !concats.equals(named)) {
      found.add("two concatenations contradict each other: the last one counts");
    }
    concats = named;
  }

  private void shift(int identifier, Octets body) {
    if (length("a national table", body, 1)) {
      int language = body.at(0);
      boolean known =
          identifier == Udh.LOCKING_SHIFT
              ? Shifts.of(language, 0).lockingIdentifier() == language
              : Shifts.of(0, language).singleIdentifier() == language;
      if (!known) {
        found.add("a national table was ignored that nobody knows: " + language);
      }
    }
  }

  private boolean length(String what, Octets body, int octets) {
    if (body.size() == octets) {
      return true;
    }
    found.add(what + " was ignored: it has " + body.size() + " octets instead of " + octets);
    return false;
  }
}
