package io.carillon.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// Which messages a command is about.
final class Filters {
  @Option(names = "--status", description = "sent,delivered … any of these")
  private String status = "";

  @Option(names = "--direction", description = "outbound or inbound")
  private String direction = "";

  @Option(names = "--channel", description = "sms,mms … any of these")
  private String channel = "";

  @Option(names = "--from", description = "a whole address, or * and its end")
  private String from = "";

  @Option(names = "--to", description = "a whole address, or * and its end")
  private String to = "";

  @Option(names = "--reference", description = "your own name for it")
  private String reference = "";

  @Option(names = "--live", description = "true: what followed the routes; false: tests")
  private String live = "";

  @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "a label; may be repeated")
  private Map<String, String> tags = Map.of();

  /// As a query of the native API.
  Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    values.put("status", status);
    values.put("direction", direction);
    values.put("channel", channel);
    values.put("from", from);
    values.put("to", to);
    values.put("reference", reference);
    values.put("live", live);
    tags.forEach((name, value) -> values.put("tag." + name, value));
    return values;
  }
}
