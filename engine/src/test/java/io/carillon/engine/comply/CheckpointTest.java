package io.carillon.engine.comply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  @Test
  void givesEachItsOwnNumber() {
    assertThat(Checkpoint.codes()).hasSameSizeAs(Checkpoint.values());
  }

  @Test
  void saysWhatWasPassedBeforeInOrder() {
    assertThat(Checkpoint.ACCOUNT.before()).isEmpty();
    assertThat(Checkpoint.SENDER.before()).isEqualTo("account recipient");
  }

  @Test
  void readsMarksBackAlsoThoseOfVersionsThatKnewFewer() {
    var all =
        Arrays.stream(Checkpoint.values()).map(Checkpoint::word).collect(Collectors.joining(", "));

    assertThat(Checkpoint.named(Checkpoint.marks())).isEqualTo(all);
    assertThat(Checkpoint.named("5")).isEqualTo("account, sender");
    assertThat(Checkpoint.named("nothing")).isEmpty();
  }
}
