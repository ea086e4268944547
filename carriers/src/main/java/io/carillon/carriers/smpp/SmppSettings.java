package io.carillon.carriers.smpp;

import io.carillon.model.Secret;
import java.time.Duration;

/// How one message centre is reached.
///
/// All parts check themselves: what they take, every bind can be made of. No message of theirs
/// quotes a value of the login.
///
/// @param name the carrier's name in the settings
/// @param binds transceiver binds, 1–32
/// @param networkTag the tag of a TLV in which receipts name the recipient's network, at most
///   0xFFFF; 0 = none
public record SmppSettings(
    String name, Endpoint endpoint, Login login, int binds, Pace pace, int networkTag) {
  private static final int BINDS_MAX = 32;
  private static final int TAG_MAX = 0xFFFF;

  public SmppSettings {
    check(!name.isBlank(), "name: not empty");
    check(binds >= 1 && binds <= BINDS_MAX, "binds: 1 to " + BINDS_MAX);
    check(networkTag >= 0 && networkTag <= TAG_MAX, "network tag: 0 to " + TAG_MAX);
  }

  /// Where.
  public record Endpoint(String host, int port) {
    private static final int PORT_MAX = 65_535;

    public Endpoint {
      check(!host.isBlank(), "host: not empty");
      check(port >= 1 && port <= PORT_MAX, "port: 1 to " + PORT_MAX);
    }
  }

  /// As whom: Latin-1, as long as the fields of a bind allow (SMPP 3.4 §4.1.1).
  public record Login(String systemId, Secret password, String systemType) {
    private static final int SYSTEM_ID_MAX = 15;
    private static final int PASSWORD_MAX = 8;
    private static final int SYSTEM_TYPE_MAX = 12;

    public Login {
      checkField("system_id", systemId, SYSTEM_ID_MAX);
      checkField("password", password.reveal(), PASSWORD_MAX);
      checkField("system_type", systemType, SYSTEM_TYPE_MAX);
    }

    private static void checkField(String field, String value, int max) {
      boolean fits = value.length() <= max && value.chars().allMatch(c -> c > 0 && c <= 0xFF);
      check(fits, field + ": at most " + max + " characters of Latin-1");
    }
  }

  /// How fast.
  ///
  /// @param window unanswered requests a bind, 1–10,000
  /// @param enquireLink an idle bind is asked after this time
  /// @param responseTimeout a request without an answer is given up after this time
  public record Pace(int window, Duration enquireLink, Duration responseTimeout) {
    private static final int WINDOW_MAX = 10_000;

    public Pace {
      check(window >= 1 && window <= WINDOW_MAX, "window: 1 to " + WINDOW_MAX);
      check(enquireLink.isPositive(), "enquire_link: over zero");
      check(responseTimeout.isPositive(), "response timeout: over zero");
    }
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
