package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillStoreTest {
  private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private Said run(String... args) {
    return Said.run(Map.of("CARILLON_SERVER_DATA", folder.toString()), "store", args);
  }

  @Test
  void aFolderIsFilledOnce() {
    var said = run("fill", "--messages", "300", "--account", ACCOUNT);

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines().getFirst()).startsWith("300 of 300 messages, ");
    assertThat(said.lines().getLast()).isEqualTo("the account with most of them: " + ACCOUNT);

    var again = run("fill", "--messages", "300");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("holds messages", "--force");

    assertThat(run("fill", "--messages", "200", "--seed", "2", "--force").code()).isZero();
  }

  @Test
  void wrongCallsAreSaid() {
    assertThat(run("fill").err()).contains("--messages");
    assertThat(run("fill", "--messages", "many").err()).contains("250000, 500k or 10m");
    assertThat(run("fill", "--messages", "2000m").code()).isEqualTo(2);
    assertThat(run("fill", "--messages", "1", "--account", "AC1").err()).contains("32 hexa");
    assertThat(run("fill", "--messages", "1", "--accounts", "0").err()).contains("1 to 10000");
    assertThat(run("empty").err()).contains("no ./carillon store empty", "./carillon store fill");
    assertThat(run().code()).isEqualTo(2);
  }
}
