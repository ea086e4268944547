package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void everyStatusHasItsName() throws IllegalAccessException {
    for (Field field : CommandStatus.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        assertThat(CommandStatus.describe(field.getInt(null)))
            .startsWith("ESME_" + field.getName() + " (0x");
      }
    }
  }

  @Test
  void describesStatusesNobodyNamed() {
    assertThat(CommandStatus.describe(0x58)).isEqualTo("ESME_RTHROTTLED (0x58)");
    assertThat(CommandStatus.describe(0x401)).isEqualTo("vendor status (0x401)");
    assertThat(CommandStatus.describe(-1)).isEqualTo("unknown status (0xffffffff)");
  }

  @Test
  void namesCommands() {
    assertThat(CommandId.name(4)).isEqualTo("submit_sm");
    assertThat(CommandId.name(0x80000004)).isEqualTo("submit_sm_resp");
    assertThat(CommandId.name(0x80000000)).isEqualTo("generic_nack");
    assertThat(CommandId.name(0x77)).isEqualTo("command 0x00000077");
  }

  @Test
  void everyMessageStateIsFoundByCodeAndWord() {
    for (MessageState state : MessageState.values()) {
      assertThat(MessageState.of(state.code())).contains(state);
      assertThat(MessageState.of(state.word())).contains(state);
      assertThat(state.word()).hasSize(7);
    }
    assertThat(MessageState.of(10)).isEqualTo(Optional.empty());
    assertThat(MessageState.of("delivered")).contains(MessageState.DELIVERED);
    assertThat(MessageState.of("UNDELIVERED")).contains(MessageState.UNDELIVERABLE);
    assertThat(MessageState.of("Reject")).contains(MessageState.REJECTED);
    assertThat(MessageState.of("5")).contains(MessageState.UNDELIVERABLE);
    assertThat(MessageState.of("?")).isEmpty();
    assertThat(MessageState.of("")).isEmpty();
    assertThat(MessageState.of("DELI")).isEmpty();
    assertThat(MessageState.of("nonsense")).isEmpty();
  }

  @Test
  void numbersInTlvsMayHaveAnyLengthThatFits() {
    assertThat(Tlvs.NONE.withOctet(1, 200).number(1)).hasValue(200);
    assertThat(Tlvs.NONE.withShort(1, 0xBEEF).number(1)).hasValue(0xBEEF);
    assertThat(Tlvs.NONE.withText(1, "text").number(1)).isEmpty();
    assertThat(Tlvs.NONE.number(1)).isEmpty();
    assertThat(Tlvs.NONE.withText(1, "a").withText(1, "b").text(1)).contains("a");
  }
}
