package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the doctor finds, and what he says to do.
@Tag("slow")
class DoctorTest {
  @TempDir private Path folder;

  private Map<String, String> environment(int port) {
    return new HashMap<>(
        Map.of(
            "CARILLON_URL",
            "http://127.0.0.1:" + port,
            "CARILLON_API_KEY",
            Rig.KEY,
            "CARILLON_SERVER_DATA",
            folder.resolve("data").toString()));
  }

  @Test
  void aServerThatIsWellIsWell() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var said = Said.run(environment(rig.port()), "doctor");

      assertThat(said.code()).as(said.out()).isZero();
      assertThat(said.out())
          .contains("ok    JDK", "ok    settings", "ok    data folder", "ok    accepting")
          .contains("ok    key", "CARILLON_API_KEY", "ok    senders", "ok    webhooks")
          .contains("note  carriers", "→ to reach real people");
      assertThat(said.lines().getLast()).isEqualTo("all is well");
      assertThat(said.out()).doesNotContain(Rig.KEY);
    }
  }

  @Test
  void aWrongKeyAndAFailingWebhookAreFound() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var environment = environment(rig.port());
      Said.run(
          environment,
          "send",
          "+14155551234",
          "x",
          "--webhook",
          "http://127.0.0.1:1/hook?secret=s");
      Files.setPosixFilePermissions(
          folder.resolve("data/credentials"), PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(
          folder.resolve("data/person.keys"), PosixFilePermissions.fromString("rw----r--"));

      var failing = Said.run(environment, "doctor");
      environment.put("CARILLON_API_KEY", "sk_live_nobodys");
      var stranger = Said.run(environment, "doctor");

      assertThat(failing.code()).isZero();
      assertThat(failing.out())
          .contains("warn  webhooks", "http://127.0.0.1:1 are failing", "→ see that it answers")
          .contains("warn  credentials", "→ chmod 600")
          .contains("warn  keys of persons", "person.keys is readable by others (rw----r--)")
          .doesNotContain("secret=s");
      assertThat(failing.lines().getLast()).isEqualTo("0 failing, 3 warnings");
      assertThat(stranger.code()).isEqualTo(1);
      assertThat(stranger.out()).contains("FAIL  key", "unknown, expired or revoked", "→ use");
    }
  }

  @Test
  void withoutAServerHeLooksAtWhatWouldHinderOne() throws Exception {
    var settings =
        Files.writeString(
            folder.resolve("s.yaml"),
            "carriers: [{name: acme, host: 127.0.0.1, port: 1, system-id: me}]\n");
    var environment = environment(1);
    environment.put("CARILLON_SERVER_PORT", "18080");

    var said = Said.run(environment, "doctor", "--config", settings.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("FAIL  server", "→ start it: ./carillon serve")
        .contains("note  data folder", "ok    port", "18080 is free")
        .contains("FAIL  carrier acme", "127.0.0.1:1 cannot be connected to");
  }

  @Test
  void settingsThatCannotBeUsedAreTold() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "server: {prot: 1}\n");

    var said = Said.run(environment(1), "doctor", "--config", settings.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("FAIL  settings", "did you mean 'port'");
  }

  @Test
  void aStrangersServerIsNoCarillon() throws Exception {
    var stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    stranger.start();
    try {
      int port = stranger.getAddress().getPort();
      var environment = environment(port);
      environment.put("CARILLON_SERVER_PORT", "" + port);

      var said = Said.run(environment, "doctor");

      assertThat(said.code()).isEqualTo(1);
      assertThat(said.out())
          .contains("is no Carillon (HTTP 404)", "FAIL  port", "taken by another program");
    } finally {
      stranger.stop(0);
    }
  }

  @Test
  void aServerElsewhereIsAskedAndThisMachineIsLeftAlone() {
    var said = Said.run(Map.of("CARILLON_URL", "http://carillon.invalid"), "doctor");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("note  this machine", "FAIL  server")
        .doesNotContain("JDK", "data folder");
  }
}
