package io.carillon.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.Esme.Submit;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;

/// Customers who send as fast as they can, until the server is gone; they remember what they were
/// answered.
final class Load {
  private static final int SENDERS = 6;
  static final int RECIPIENTS = 50;
  private static final Set<String> ON_THEIR_WAY = Set.of("accepted", "queued", "sending", "sent");

  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final String callback;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<Thread> senders = new ArrayList<>();

  /// @param callback the address of a webhook, told when a message is delivered; empty = none
  Load(String callback) {
    this.callback = callback;
  }

  /// Each message that was answered with 2xx or ESME_ROK, by the digits of its id, and its text.
  Map<String, String> accepted() {
    return Map.copyOf(accepted);
  }

  /// Sends by HTTP, and over these binds, until so many more were accepted; then kills the server.
  void untilTheEnd(Child server, int more, Esme... binds) throws InterruptedException {
    begin(server.port(), binds);
    awaitMore(more);
    server.kill();
    end();
  }

  /// Sends from now on.
  void begin(int port, Esme... binds) {
    ended.set(false);
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofVirtual().start(() -> post(port)));
    }
    for (var bind : binds) {
      senders.add(Thread.ofVirtual().start(() -> submit(bind)));
    }
  }

  /// Returns when so many more were accepted.
  void awaitMore(int more) {
    int until = accepted.size() + more;
    Patience.until(() -> accepted.size() >= until, () -> accepted.size() + " accepted");
  }

  /// Sends no more; returns when everybody was answered.
  void end() throws InterruptedException {
    ended.set(true);
    for (var sender : senders) {
      sender.join();
    }
    senders.clear();
  }

  private void post(int port) {
    try (var client = new Client(port, Rig.KEY)) {
      while (!ended.get()) {
        int n = number.incrementAndGet();
        var text = "message " + n;
        var reply = client.post("/v1/messages", body(n, text));
        if (reply.status() == 202) {
          accepted.put(digits(reply.json().path("message_id").asText()), text);
        }
      }
    } catch (IOException _) {
      // killed: what was not answered may or may not have been kept
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What all forms of a message's id have in common.
  static String digits(String id) {
    return id.replace("msg_", "").replace("-", "");
  }

  private String body(int n, String text) {
    var webhook =
        callback.isEmpty()
            ? ""
            : ", \"webhook_url\": \"" + callback + "\", \"webhook_events\": [\"delivered\"]";
    return "{\"from\": \"%s\", \"to\": \"+%s\", \"text\": \"%s\", \"channel\": \"sms\"%s}"
        .formatted(Witness.SENDER, recipient(n), text, webhook);
  }

  private static String recipient(int n) {
    return "1415556" + (1_000 + n % RECIPIENTS);
  }

  private void submit(Esme bind) {
    try {
      while (!ended.get()) {
        int n = number.incrementAndGet();
        var text = "submit " + n;
        bind.submitUnlessSlow(Submit.text(recipient(n), text))
            .ifPresent(id -> accepted.put(digits(id), text));
      }
    } catch (IOException | InvalidResponseException | NegativeResponseException | PDUException _) {
      // killed, as above
    }
  }

  /// What was accepted and is not there.
  List<String> missing(Client client) throws IOException, InterruptedException {
    var missing = new ArrayList<>(accepted.keySet());
    missing.removeAll(kept(client, "direction=outbound", "").keySet());
    return missing;
  }

  /// Waits until no message that was accepted is on its way any more; what became of each, by its
  /// text.
  Map<String, String> awaitEnds(Client client) throws IOException, InterruptedException {
    var patience = new Patience(Duration.ofSeconds(30));
    for (var ends = ends(client); ; ends = ends(client)) {
      var last = ends;
      if (Collections.disjoint(ends.values(), ON_THEIR_WAY)) {
        return ends;
      }
      patience.rest(last::toString);
    }
  }

  /// How each that was accepted stands now: read from each message, since a list by status may be a
  /// moment behind.
  private Map<String, String> ends(Client client) throws IOException, InterruptedException {
    var kept = kept(client, "direction=outbound", "");
    return accepted.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getValue,
                one ->
                    Optional.ofNullable(kept.get(one.getKey()))
                        .map(message -> message.path("status").asText())
                        .orElse("not there")));
  }

  /// The texts of all messages of which the trace says that they were sent again after a doubt.
  static Set<String> resent(Client client) throws IOException, InterruptedException {
    return kept(client, "direction=outbound", "&expand=data.trace").values().stream()
        .filter(message -> {
          var trace = message.path("trace").toString();
          return trace.contains("\"resent\"") && trace.contains("\"doubted\"");
        })
        .map(Load::text)
        .collect(Collectors.toSet());
  }

  /// Waits until so many messages are delivered.
  static void awaitDelivered(Client client, int atLeast) throws IOException, InterruptedException {
    var patience = new Patience(Duration.ofSeconds(30));
    int delivered = kept(client, "status=delivered", "").size();
    while (delivered < atLeast) {
      int seen = delivered;
      patience.rest(() -> seen + " of " + atLeast);
      delivered = kept(client, "status=delivered", "").size();
    }
  }

  /// What people have written.
  static Set<String> letters(Client client) throws IOException, InterruptedException {
    return kept(client, "direction=inbound", "").values().stream()
        .map(Load::text)
        .collect(Collectors.toSet());
  }

  private static String text(JsonNode message) {
    return message.path("content").path("text").asText();
  }

  /// All messages that a filter lets through, by the digits of its id.
  private static Map<String, JsonNode> kept(Client client, String filter, String more)
      throws IOException, InterruptedException {
    var all = new HashMap<String, JsonNode>();
    var path = "/v2/messages?limit=100&" + filter + more;
    for (var page = page(client, path); ; ) {
      page.path("data").forEach(one -> all.put(digits(one.path("id").asText()), one));
      if (!page.path("has_more").asBoolean()) {
        return all;
      }
      page = page(client, path + "&starting_after=" + page.path("next_cursor").asText());
    }
  }

  /// A server with much to do may refuse a list for now.
  private static JsonNode page(Client client, String path)
      throws IOException, InterruptedException {
    return client.await(path, reply -> reply.status() == 200).json();
  }
}
