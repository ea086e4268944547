package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.script.ScriptReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaySmscTest {
  @TempDir private Path folder;

  private static Said run(String... args) {
    return Said.run(Map.of(), "smsc", args);
  }

  @Test
  void printsTheScriptThatHoldsWhereNoneIsNamed() {
    assertThat(run("--print-script").out()).isEqualTo(ScriptReader.manual());
  }

  @Test
  void saysAllThatIsWrongWithAScript() throws Exception {
    var file = Files.writeString(folder.resolve("mine.yaml"), "seed: x\nrule: []\n");

    var said = run("--check", "--script", file.toString());

    assertThat(said.code()).isEqualTo(Commands.MISUSED);
    assertThat(said.err())
        .contains("carillon: line 1: seed is", "  line 2: rule is not known here");
    assertThat(run("--check").out()).contains("the script can be played");
  }

  @Test
  void aScriptThatIsNotThereAndAPortThatIsNoneAreRefused() {
    assertThat(run("--script", folder.resolve("none").toString()).err()).contains("cannot be read");
    assertThat(run("--port", "70000").err()).contains("a port is 0 to 65535");
  }
}
