package io.carillon.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.Esme.Submit;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int RECIPIENTS = 50;

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

  /// Waits until no message is on its way any more; the texts of those that were accepted and are
  /// delivered.
  Set<String> awaitDelivered(Client client) throws IOException, InterruptedException {
    client.await(
        "/v2/messages?status=accepted,queued,sending,sent&limit=1",
        reply -> reply.json().path("data").isEmpty());
    var delivered = kept(client, "status=delivered", "").keySet();
    return accepted.entrySet().stream()
        .filter(one -> delivered.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
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

  /// How many messages a filter lets through.
  static int count(Client client, String filter) throws IOException, InterruptedException {
    return kept(client, filter, "").size();
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
    for (var page = client.get(path).json(); ; ) {
      page.path("data").forEach(one -> all.put(digits(one.path("id").asText()), one));
      if (!page.path("has_more").asBoolean()) {
        return all;
      }
      page = client.get(path + "&starting_after=" + page.path("next_cursor").asText()).json();
    }
  }
}
