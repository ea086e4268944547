package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Child.Machine;
import io.carillon.app.Esme.Submit;
import io.carillon.testkit.disk.BrittleDisk;
import io.carillon.testkit.disk.BrittleDisk.Trouble;
import io.carillon.wire.smpp.CommandStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, that cannot be written, that fails in a sync: what can go on goes on, what
/// cannot be kept is refused in its caller's own form, and nothing that was accepted is lost.
@Tag("slow")
@Timeout(120)
class DiskTroubleTest {
  private static final String USER = "{\"system_id\": \"disk\", \"password\": \"secret12\"}";
  private static final int STORE_FAILED = 1;
  private static final int WRONGLY_SET_UP = 2;

  @TempDir private Path beside;
  private Witness witness;
  private int smppPort;
  private final List<String> accepted = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    witness = Witness.open();
    smppPort = FreePort.next();
  }

  @AfterEach
  void close() {
    witness.close();
  }

  private Path settings(String more) throws IOException {
    return Files.writeString(
        beside.resolve("s.yaml"),
        "{carriers: [%s], smpp-server: {port: %d}%s}"
            .formatted(witness.entry(", unknown-outcome-pause: 1s"), smppPort, more));
  }

  /// How each dialect is asked to send.
  private enum Way {
    PANTHEON("/v1/messages", json("+14155552671", "+14155551234", "text")),
    NATIVE("/v2/messages", json("+14155552671", "+14155551234", "text")),
    INTELEPEER("/_rest/v4/app/sms/send", json("+14155552671", "+14155551234", "text")),
    RESTCOMM(
        "/api/2012-04-24/Accounts/" + Rig.SID + "/Messages",
        json("sms:+14155552671", "sms:+14155551234", "body")),
    TWILIO(
        "/2010-04-01/Accounts/" + Rig.SID + "/Messages.json",
        "From=%2B14155552671&To=%2B14155551234&Body=Hello");

    private final String path;
    private final String body;

    Way(String path, String body) {
      this.path = path;
      this.body = body;
    }

    private static String json(String from, String to, String words) {
      return "{\"from\": \"%s\", \"to\": \"%s\", \"%s\": \"Hello\"}".formatted(from, to, words);
    }

    Client.Reply send(Client client) throws IOException, InterruptedException {
      return body.startsWith("{") ? client.post(path, body) : client.postForm(path, body);
    }
  }

  @Test
  void aFullDiskRefusesInEveryDialectAndReadsGoOnAndItAcceptsAgainWithoutARestart()
      throws Exception {
    try (var disk = Disk.in(beside);
        var server = Child.on(disk.folder(), settings(", limits: {disk-free: 0}"), disk.machine());
        var client = new Client(server.port(), Rig.KEY)) {
      assertThat(client.post("/v2/smpp-users", USER).status()).isEqualTo(201);
      try (var bind = Esme.bind(smppPort, "disk", "secret12")) {
        accept(client, 20);
        disk.fill();
        refuses(client);
        assertThat(bind.refused(Submit.text("14155551234", "Hello")))
            .isEqualTo(CommandStatus.RSYSERR);
        reads(client);
        disk.free();
        accepts(client);
        bind.submit(Submit.text("14155551234", "Hello"));
        accept(client, 20);
        delivered(client);
      }
      server.stop();
      assertThat(Stores.troubles(disk.folder().resolve("data"))).isEmpty();
      assertThat(server.lines().stream().filter(line -> line.contains("was not written")))
          .as("complaints are few")
          .hasSizeBetween(1, 30);
    }
  }

  /// Before the disk is full, so that what becomes of the accepted ones can still be kept.
  @Test
  void whatIsLeftOfADiskIsKeptForWhatWasAccepted() throws Exception {
    try (var disk = Disk.in(beside)) {
      Assumptions.assumeTrue(
          disk instanceof Disk.Mounted, "a small disk cannot be mounted here: only root may");
      var reserve = settings(", limits: {disk-free: 30}");
      try (var server = Child.on(disk.folder(), reserve);
          var client = new Client(server.port(), Rig.KEY)) {
        accept(client, 20);
        var filler = Files.write(disk.folder().resolve("filler"), new byte[40 << 20]);
        awaitRefusal(client);
        assertThat(client.get("/metrics").body()).contains("carillon_store_disk_free");
        delivered(client);
        Files.delete(filler);
        accepts(client);
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedAtTheStartInOneLine() throws Exception {
    try (var disk = Disk.in(beside)) {
      try (var server = Child.on(disk.folder(), settings(""), disk.machine())) {
        server.port();
        server.stop();
      }
      Machine machine;
      if (disk instanceof Disk.Mounted mounted) {
        assertThat(mounted.protect()).isTrue();
        machine = Machine.USUAL;
      } else {
        var locked = PosixFilePermissions.fromString("r-xr-xr-x");
        Files.setPosixFilePermissions(disk.folder().resolve("data"), locked);
        machine = disk.machine();
      }
      try (var server = Child.on(disk.folder(), settings(""), machine)) {
        assertThat(server.exitCode()).isEqualTo(WRONGLY_SET_UP);
        assertThat(server.lines()).hasSize(1).first().asString().contains("cannot be written");
      }
    }
  }

  @Test
  void aDiskThatBecomesReadOnlyRefusesAndReadsGoOnUntilItCanBeWrittenAgain() throws Exception {
    var disk = BrittleDisk.in(beside);
    try (var server = Child.on(disk.folder(), settings(""), Machine.with(disk));
        var client = new Client(server.port(), Rig.KEY)) {
      accept(client, 20);
      disk.begin(Trouble.READ_ONLY);
      refuses(client);
      reads(client);
      disk.end(Trouble.READ_ONLY);
      accepts(client);
      accept(client, 20);
      server.kill();
    }
    disk.losePower();
    everythingIsThere(disk);
  }

  @Test
  void aSyncThatFailsStopsTheServerAtOnceAndARestartFindsEverything() throws Exception {
    var disk = BrittleDisk.in(beside);
    try (var server = Child.on(disk.folder(), settings(""), Machine.with(disk));
        var client = new Client(server.port(), Rig.KEY)) {
      accept(client, 20);
      disk.begin(Trouble.FAIL_SYNC);
      assertThat(isRefused(client)).isTrue();

      assertThat(server.exitCode()).isEqualTo(STORE_FAILED);
      assertThat(server.lines())
          .anyMatch(line -> line.contains("the store failed in a sync; stopping at once"));
      disk.end(Trouble.FAIL_SYNC);
    }
    disk.losePower();
    everythingIsThere(disk);
  }

  private void everythingIsThere(BrittleDisk disk) throws Exception {
    try (var server = Child.on(disk.folder(), settings(""));
        var client = new Client(server.port(), Rig.KEY)) {
      delivered(client);
      server.stop();
    }
    assertThat(Stores.troubles(disk.folder().resolve("data"))).isEmpty();
  }

  private void accept(Client client, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      var reply = Way.PANTHEON.send(client);
      assertThat(reply.status()).as(reply.body()).isEqualTo(202);
      accepted.add(reply.json().path("message_id").asText());
    }
  }

  /// Nobody is told that something was accepted: no answer is none.
  private static boolean isRefused(Client client) throws InterruptedException {
    try {
      return Way.PANTHEON.send(client).status() >= 500;
    } catch (IOException _) {
      return true;
    }
  }

  /// What is still free within the file may be written; then all is refused.
  private void awaitRefusal(Client client) throws Exception {
    while (true) {
      var reply = Way.PANTHEON.send(client);
      if (reply.status() != 202) {
        return;
      }
      accepted.add(reply.json().path("message_id").asText());
    }
  }

  private void refuses(Client client) throws Exception {
    awaitRefusal(client);
    for (var way : Way.values()) {
      var reply = way.send(client);
      assertThat(reply.status()).as("%s: %s", way, reply.body()).isEqualTo(503);
      assertThat(reply.retryAfter()).as("%s: %s", way, reply.body()).isPresent();
      assertThat(reply.json().isObject()).as("%s: %s", way, reply.body()).isTrue();
    }
  }

  private void reads(Client client) throws Exception {
    for (var id : accepted) {
      assertThat(client.get("/v1/messages/" + id).status()).isEqualTo(200);
    }
    assertThat(client.get("/v2/messages?limit=10").json().path("data")).hasSize(10);
  }

  private static void accepts(Client client) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    for (var reply = Way.PANTHEON.send(client);
        reply.status() != 202;
        reply = Way.PANTHEON.send(client)) {
      assertThat(System.nanoTime()).as("it still refuses: %s", reply.body()).isLessThan(end);
    }
  }

  private void delivered(Client client) throws Exception {
    for (var id : accepted) {
      client.awaitStatus(id, "delivered");
    }
  }
}
