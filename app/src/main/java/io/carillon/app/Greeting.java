package io.carillon.app;

import io.carillon.app.settings.Settings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `serve` prints when it is ready.
final class Greeting {
  private Greeting() {}

  /// @param port that it listens on
  static List<String> lines(
      Settings.Server server, int port, Optional<FirstAccountCard> fresh, boolean sandboxed) {
    var lines = new ArrayList<String>();
    var scheme = server.tls().isPresent() ? "https://" : "http://";
    var host = server.host().equals("0.0.0.0") ? "127.0.0.1" : server.host();
    var address = scheme + host + ":" + port;
    var data = server.data();
    lines.add("");
    lines.add("Carillon is ready.");
    lines.add("");
    lines.add("address         " + address);
    var file = data.resolve(FirstAccountCard.FILE);
    if (fresh.isPresent()) {
      lines.addAll(fresh.get().lines());
      lines.add("");
      lines.add("These are printed once and kept in " + file + ".");
    } else {
      lines.add("credentials     " + (Files.exists(file) ? file : "not kept in " + data));
    }
    if (sandboxed) {
      lines.add("No carrier is configured: the sandbox SMSC stands in.");
    }
    lines.add("");
    lines.add("Send a message:");
    lines.add("");
    lines.addAll(curl(address, fresh.map(card -> card.apiKey().reveal()).orElse("<the API key>")));
    lines.add("");
    return lines;
  }

  private static List<String> curl(String address, String key) {
    return List.of(
        "curl -s " + address + "/v1/messages \\",
        "  -H 'Authorization: Bearer " + key + "' -H 'Content-Type: application/json' \\",
        "  -d '{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello!\","
            + " \"channel\": \"sms\"}'");
  }
}
