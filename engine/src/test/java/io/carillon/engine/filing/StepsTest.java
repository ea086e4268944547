package io.carillon.engine.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.sender.Filing.Standing;
import io.carillon.engine.sender.FilingState;
import io.carillon.model.port.Registry.Answer;
import io.carillon.model.port.Registry.State;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final Standing HANDED_IN = Standing.DRAFT.in(FilingState.SUBMITTED);

  private static Answer stands(State state, int score) {
    return new Answer.Stands("BX7K2PQ", state, OptionalInt.of(score), "", "");
  }

  @Test
  void takesWhatTheRegistrySays() {
    assertThat(Steps.after(HANDED_IN, stands(State.ACTIVE, 80)))
        .contains(new Standing(FilingState.ACTIVE, "BX7K2PQ", "", OptionalInt.of(80), ""));
  }

  @Test
  void keepsWhatTheRegistryDoesNotRepeat() {
    var before = new Standing(FilingState.ACTIVE, "CX1", "", OptionalInt.of(80), "C");
    var silent = new Answer.Stands("CX1", State.SUSPENDED, OptionalInt.empty(), "", "");

    assertThat(Steps.after(before, silent))
        .contains(new Standing(FilingState.SUSPENDED, "CX1", "", OptionalInt.of(80), "C"));
  }

  @Test
  void nothingChangesWhereNobodyAnswersOrTheSameIsSaid() {
    assertThat(Steps.after(HANDED_IN, new Answer.Unreachable("down"))).isEmpty();

    var active = Steps.after(HANDED_IN, stands(State.ACTIVE, 80)).orElseThrow();
    assertThat(Steps.after(active, stands(State.ACTIVE, 80))).isEmpty();
  }

  @Test
  void whatIsNotTakenIsRejectedWithItsReason() {
    var after = Steps.after(HANDED_IN, new Answer.Refused("Invalid parameter ein")).orElseThrow();

    assertThat(after.state()).isEqualTo(FilingState.REJECTED);
    assertThat(after.reason()).isEqualTo("Invalid parameter ein");
    assertThat(Steps.isFollowed(after)).isFalse();
  }
}
