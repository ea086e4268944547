package io.carillon.bench.kannel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Kannel's configuration file, from the templates beside this class.
///
/// @param folder for its store and its logs
/// @param ports of its boxes
/// @param smscPort of the far end
/// @param binds to it, each a transceiver
/// @param window unanswered submit_sm on each
/// @param secret all its passwords
record KannelSettings(
    Path folder, Ports ports, int smscPort, int binds, int window, String secret) {
  /// @param admin where its state could be asked for
  /// @param box where its smsbox calls its bearerbox
  /// @param send where messages are taken by HTTP
  record Ports(int admin, int box, int send) {}

  String text() throws IOException {
    var bind =
        filled(
            template("bind.conf"),
            Map.of("smsc-port", Integer.toString(smscPort), "window", Integer.toString(window)));
    return filled(
        template("kannel.conf"),
        Map.of(
            "folder", folder.toString(),
            "admin-port", Integer.toString(ports.admin()),
            "box-port", Integer.toString(ports.box()),
            "send-port", Integer.toString(ports.send()),
            "secret", secret,
            "binds", (bind + "\n").repeat(binds)));
  }

  @Override
  public String toString() {
    return "KannelSettings[" + binds + " × " + window + "]";
  }

  private static String filled(String template, Map<String, String> values) {
    var text = template;
    for (var value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private static String template(String name) throws IOException {
    try (var in = KannelSettings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
