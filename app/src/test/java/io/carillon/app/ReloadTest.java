package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server whose settings are read again while it runs.
@Tag("slow")
class ReloadTest {
  private static final String UP_EAST = "carillon_carrier_links_up{carrier=\"east\"}";

  @TempDir private Path folder;
  private Between all;
  private Smsc east;
  private Smsc west;
  private Rig rig;
  private Client client;

  @BeforeEach
  void open() throws Exception {
    all = Between.open(folder, Between::plain);
    east = all.east();
    west = all.west();
    rig = all.rig();
    client = all.client();
  }

  @AfterEach
  void close() {
    all.close();
  }

  private JsonNode reload(String yaml) throws Exception {
    rig.rewrite(yaml);
    var reply = client.post("/v2/settings/reload", "");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> texts(JsonNode items) {
    var texts = new ArrayList<String>();
    items.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private JsonNode sent(String to) throws Exception {
    return all.awaitSent(all.send(to));
  }

  @Test
  void nothingNewIsTakenAndTheRevisionStays() throws Exception {
    var done = reload(Between.plain(east, west));

    assertThat(done.path("revision").asLong()).isEqualTo(1);
    assertThat(done.path("changed")).isEmpty();
    assertThat(done.path("needs_restart")).isEmpty();
  }

  @Test
  void aCarrierThatIsBoundAsBeforeKeepsItsBinds() throws Exception {
    var south = Smsc.open();
    try (south) {
      var done =
          reload(
              Between.carriers(
                      east.entry("east", ""),
                      west.entry("west", ", rate: 50"),
                      south.entry("south", ""))
                  + "routes: [{name: down-under, match: {to: '+61'}, carriers: [south]},"
                  + " {name: rest, carriers: [west]}]\n"
                  + "rates: {otherwise: 0.06}\n"
                  + "server: {requests-max: 100}\n");

      assertThat(done.path("revision").asLong()).isEqualTo(2);
      assertThat(texts(done.path("changed")))
          .containsExactly(
              "carriers.west: treated otherwise, its binds stay",
              "carriers.south: added",
              "routes",
              "rates");
      assertThat(texts(done.path("needs_restart"))).containsExactly("server.requests-max");
      client.await("/readyz", _ -> south.sessions().size() == 1);

      var message = sent("+61412345678");

      assertThat(south.taken()).containsExactly("+61412345678");
      assertThat(message.path("price").path("amount").asText()).isEqualTo("0.06");
      assertThat(message.path("trace").toString()).contains("settings 2;").contains("down-under");
      sent("+14155551234");
      assertThat(west.taken()).containsExactly("+14155551234");
      assertThat(east.everBound()).hasSize(1);
      assertThat(west.everBound()).hasSize(1);
      assertThat(east.sessions()).isEqualTo(east.everBound());
      assertThat(west.sessions()).isEqualTo(west.everBound());
      assertThat(client.get("/metrics").body()).contains("carillon_settings_revision 2.0");
    }
  }

  @Test
  void aCarrierThatIsBoundOtherwiseHasAnotherInItsPlace() throws Exception {
    reload(Between.carriers(east.entry("east", ", window: 7"), west.entry("west", "")));
    client.await("/readyz", _ -> east.everBound().size() == 2 && east.sessions().size() == 1);
    client.await(
        "/metrics", reply -> reply.body().contains("carillon_carrier_room{carrier=\"east\"} 7.0"));

    sent("+14155551234");

    assertThat(east.taken()).containsExactly("+14155551234");
    assertThat(east.sessions()).containsExactly(east.everBound().getLast());
    assertThat(west.everBound()).hasSize(1);
  }

  @Test
  void aCarrierThatIsRemovedLeavesAndWhatWaitedForItGoesAnotherWay() throws Exception {
    int port = east.port();
    east.close();
    client.await("/metrics", metrics -> metrics.body().contains(UP_EAST + " 0.0"));
    rig.rewrite(
        Between.carriers(east(port), west.entry("west", "")) + "routes: [{carriers: [east]}]\n");
    assertThat(client.post("/v2/settings/reload", "").status()).isEqualTo(200);
    var id = all.send("+14155551234");

    var done = reload(Between.carriers(west.entry("west", "")));

    assertThat(texts(done.path("changed"))).containsExactly("carriers.east: removed", "routes");
    all.awaitSent(id);
    assertThat(west.taken()).containsExactly("+14155551234");
    assertThat(client.get("/readyz").body()).doesNotContain("east");
    assertThat(client.get("/metrics").body()).doesNotContain("carrier=\"east\"");
  }

  private static String east(int port) {
    return "{name: east, host: 127.0.0.1, port: %d, system-id: east, binds: 1}".formatted(port);
  }

  @Test
  void settingsWithTroublesChangeNothingAndAllTroublesAreTold() throws Exception {
    rig.rewrite(
        Between.carriers(west.entry("west", ", windw: 3"))
            + "routes: [{carriers: [wset]}]\nlog: {level: x}\n");

    var refused = client.post("/v2/settings/reload", "");

    assertThat(refused.status()).isEqualTo(422);
    var error = refused.json().path("error");
    assertThat(error.path("code").asText()).isEqualTo("settings_refused");
    assertThat(texts(error.path("troubles")))
        .hasSize(3)
        .anyMatch(line -> line.contains("windw") && line.contains("did you mean 'window'"))
        .anyMatch(line -> line.contains("'wset' is no carrier; did you mean 'west'"))
        .anyMatch(line -> line.contains("log.level"));
    sent("+14155551234");
    assertThat(east.taken()).containsExactly("+14155551234");
    assertThat(client.get("/metrics").body()).contains("carillon_settings_revision 1.0");
  }

  @Test
  void limitsOfWhoAsksHoldAtOnce() throws Exception {
    reload(Between.plain(east, west) + "access: {requests-per-key: 1}\n");

    int refused = 0;
    for (int i = 0; i < 5; i++) {
      refused += client.get("/v2/account").status() == 429 ? 1 : 0;
    }

    assertThat(refused).isPositive();
  }

  @Test
  void onlyTheFirstKeyOperatesAndThoseThatItGaveThatTo() throws Exception {
    var usual = client.post("/v2/keys", "{\"name\": \"usual\"}").json();
    var operator =
        client.post("/v2/keys", "{\"name\": \"night shift\", \"scopes\": [\"operate\"]}").json();
    var writer =
        client.post("/v2/keys", "{\"name\": \"w\", \"scopes\": [\"account:write\"]}").json();

    assertThat(texts(usual.path("scopes"))).doesNotContain("operate");
    assertThat(reloadWith(usual)).isEqualTo(403);
    assertThat(reloadWith(operator)).isEqualTo(200);
    try (var other = rig.clientWith(writer.path("key").asText())) {
      var refused = other.post("/v2/keys", "{\"name\": \"more\", \"scopes\": [\"operate\"]}");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().path("error").path("code").asText()).isEqualTo("forbidden");
    }
    var test =
        client.post("/v2/keys", "{\"name\": \"t\", \"live\": false, \"scopes\": [\"operate\"]}");
    assertThat(test.status()).isEqualTo(403);
  }

  private int reloadWith(JsonNode key) throws Exception {
    try (var holder = rig.clientWith(key.path("key").asText())) {
      return holder.post("/v2/settings/reload", "").status();
    }
  }
}
