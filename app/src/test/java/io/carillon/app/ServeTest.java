package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `carillon serve` as a user meets it: what it prints, how it refuses, how it stops.
@Tag("slow")
class ServeTest {
  @TempDir private Path folder;

  private String data() {
    return folder.resolve("data").toString();
  }

  @Test
  void printsTheCredentialsOnceAndKeepsThemForTheirOwner() throws Exception {
    try (var first = new Child("--port", "0", "--data", data())) {
      first.port();
      assertThat(first.stop()).isLessThan(10);
      assertThat(first.lines())
          .anyMatch(line -> line.startsWith("account") && line.contains(Rig.SID))
          .anyMatch(line -> line.startsWith("API key") && line.contains(Rig.KEY))
          .anyMatch(line -> line.startsWith("auth token"))
          .anyMatch(line -> line.startsWith("webhook secret") && line.contains("whsec_"))
          .anyMatch(line -> line.startsWith("curl "));
    }
    var card = Path.of(data(), "credentials");
    assertThat(Files.readString(card)).contains(Rig.KEY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(card)))
        .isEqualTo("rw-------");

    try (var second = new Child("--port", "0", "--data", data())) {
      second.port();
      second.stop();
      assertThat(second.lines()).noneMatch(line -> line.contains(Rig.KEY));
    }
  }

  @Test
  void aSecondStartOnTheSameFolderIsRefusedInOneLine() throws Exception {
    try (var first = new Child("--port", "0", "--data", data())) {
      first.port();
      try (var second = new Child("--port", "0", "--data", data())) {
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.lines()).hasSize(1).first().asString().contains("another Carillon");
      }
    }
  }

  @Test
  void aTakenPortIsRefused() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server = new Child("--port", "" + taken.getLocalPort(), "--data", data())) {
      assertThat(server.exitCode()).isEqualTo(2);
      assertThat(server.lines())
          .filteredOn(line -> line.startsWith("carillon:"))
          .singleElement()
          .asString()
          .contains("is taken; --port");
    }
    try (var server = new Child("--port", "0", "--data", data())) {
      server.port();
      server.stop();
      assertThat(server.lines()).anyMatch(line -> line.contains(Rig.KEY));
    }
  }

  @Test
  void anUnusableFolderIsRefusedInOneLine() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "no folder");

    try (var server = new Child("--port", "0", "--data", file.toString())) {
      assertThat(server.exitCode()).isEqualTo(2);
      assertThat(server.lines()).hasSize(1).first().asString().contains("data folder");
    }
  }

  @Test
  void badSettingsAreRefusedALineEach() throws Exception {
    var settings =
        Files.writeString(folder.resolve("s.yaml"), "server: {prot: 1}\nlog: {level: loud}\n");

    try (var server = new Child("--data", data(), "--config", settings.toString())) {
      assertThat(server.exitCode()).isEqualTo(2);
      assertThat(server.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("carillon: "))
          .anyMatch(line -> line.contains("did you mean 'port'"));
    }
  }

  @Test
  void anUnknownFlagIsRefused() throws Exception {
    try (var server = new Child("--prot", "1")) {
      assertThat(server.exitCode()).isEqualTo(2);
      assertThat(server.lines()).hasSize(1);
    }
  }
}
