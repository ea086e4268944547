package io.carillon.sandbox.smsc.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.smpp.CommandStatus;
import java.time.Instant;
import java.util.List;

/// What the centre tells of itself, as JSON and in the text format of Prometheus.
final class Report {
  private static final String PREFIX = "carillon_smsc_";

  private Report() {}

  static ObjectNode json(ScriptedSmsc smsc) {
    var root = JsonNodeFactory.instance.objectNode();
    var counters = smsc.counters();
    root.put("uptime_ms", smsc.uptime().toMillis());
    root.put("script_revision", smsc.play().revision());
    root.put("owed", smsc.owed());
    root.put("rate_now", smsc.play().rate(System.nanoTime()));
    var counts = root.putObject("counts");
    for (var count : Count.values()) {
      counts.put(count.word(), counters.of(count));
    }
    var statuses = root.putObject("responses");
    counters.statuses().forEach((status, sum) -> statuses.put(name(status), sum));
    var faults = root.putObject("faults");
    counters.faults().forEach((fault, sum) -> faults.put(fault.word(), sum));
    var binds = root.putArray("binds");
    smsc.postboxes()
        .forEach((account, postbox) ->
            postbox
                .binds()
                .forEach(bind ->
                    binds
                        .addObject()
                        .put("account", account)
                        .put("bind", bind.describe())
                        .put("in_flight", bind.inFlight())));
    return root;
  }

  static ObjectNode messages(List<Message> messages) {
    var root = JsonNodeFactory.instance.objectNode();
    var list = root.putArray("messages");
    long now = System.nanoTime();
    for (var message : messages) {
      var standing = message.standing(now);
      var one =
          list.addObject()
              .put("id", message.id())
              .put("account", message.postbox().account().systemId())
              .put("from", message.source().value())
              .put("to", message.destination().value())
              .put("text", message.text())
              .put("state", standing.state().word())
              .put("taken_at", Instant.ofEpochMilli(message.takenAt()).toString());
      if (standing.endedAt() > 0) {
        one.put("ended_at", Instant.ofEpochMilli(standing.endedAt()).toString());
      }
    }
    return root;
  }

  /// `ESME_RTHROTTLED`, or the number where it has no name.
  private static String name(int status) {
    var words = CommandStatus.describe(status);
    return words.startsWith("ESME_")
        ? words.substring(0, words.indexOf(' '))
        : "0x%08x".formatted(status);
  }

  static String prometheus(ScriptedSmsc smsc) {
    var text = new StringBuilder(4_096);
    var counters = smsc.counters();
    for (var count : Count.values()) {
      head(text, count.word() + "_total", "counter", count.help());
      line(text, count.word() + "_total", "", counters.of(count));
    }
    head(text, "responses_total", "counter", "responses to messages, by command_status");
    counters
        .statuses()
        .forEach((status, sum) ->
            line(text, "responses_total", "{status=\"" + name(status) + "\"}", sum));
    head(text, "faults_total", "counter", "faults that befell binds");
    counters
        .faults()
        .forEach(
            (fault, sum) -> line(text, "faults_total", "{fault=\"" + fault.word() + "\"}", sum));
    head(text, "owed", "gauge", "deliveries that are owed");
    line(text, "owed", "", smsc.owed());
    head(text, "bound", "gauge", "binds, by account");
    smsc.postboxes()
        .forEach((account, postbox) ->
            line(text, "bound", "{account=\"" + escaped(account) + "\"}", postbox.binds().size()));
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, String labels, long value) {
    text.append(PREFIX).append(name).append(labels).append(' ').append(value).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
