package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.BiFunction;

/// A whole server between two message centres, `east` and `west`.
final class Between implements AutoCloseable {
  private final Smsc east;
  private final Smsc west;
  private final Rig rig;

  private Between(Smsc east, Smsc west, Rig rig) {
    this.east = east;
    this.west = west;
    this.rig = rig;
  }

  /// Starts all three; returns when the server is bound to both.
  ///
  /// @param yaml the settings, in which each is a carrier
  static Between open(Path folder, BiFunction<Smsc, Smsc, String> yaml) throws Exception {
    var east = Smsc.open();
    var west = Smsc.open();
    var between = new Between(east, west, Rig.open(folder, yaml.apply(east, west)));
    between.client().await("/readyz", _ -> east.sessions().size() + west.sessions().size() == 2);
    return between;
  }

  /// Both with nothing special.
  static String plain(Smsc east, Smsc west) {
    return carriers(east.entry("east", ""), west.entry("west", ""));
  }

  /// These entries as settings.
  static String carriers(String... entries) {
    return "carriers:\n  - " + String.join("\n  - ", entries) + "\n";
  }

  Smsc east() {
    return east;
  }

  Smsc west() {
    return west;
  }

  Rig rig() {
    return rig;
  }

  Client client() {
    return rig.client();
  }

  /// Has a message accepted; answers its id.
  String send(String to) throws Exception {
    var reply =
        client()
            .post(
                "/v2/messages",
                "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"Hello\"}".formatted(to));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("id").asText();
  }

  /// The message with its trace, once a centre has taken it.
  JsonNode awaitSent(String id) throws Exception {
    return client()
        .await(
            "/v2/messages/" + id + "?expand=trace",
            reply -> reply.json().path("status").asText().equals("sent"))
        .json();
  }

  @Override
  public void close() {
    rig.close();
    east.close();
    west.close();
  }
}
