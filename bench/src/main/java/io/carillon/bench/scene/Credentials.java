package io.carillon.bench.scene;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/// An account's credentials on the server of one run; they die with its data folder.
public record Credentials(String accountSid, String authToken, String apiKey) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// For the first account of a new server.
  public static Credentials random() {
    return new Credentials("AC" + hex(), hex(), "sk_live_" + hex());
  }

  /// The same secrets for another account.
  public Credentials of(String sid) {
    return new Credentials(sid, authToken, apiKey);
  }

  /// The variables that give a new data folder these credentials.
  public Map<String, String> environment() {
    return Map.of(
        "CARILLON_ACCOUNT_SID", accountSid,
        "CARILLON_AUTH_TOKEN", authToken,
        "CARILLON_API_KEY", apiKey);
  }

  @Override
  public String toString() {
    return "Credentials[" + accountSid + "]";
  }

  private static String hex() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
