package io.carillon.front.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageNamesTest {
  @Test
  void everyFormLeadsBackToTheMessage() {
    var random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      var id =
          new MessageId(
              Id.v7(
                  random.nextLong() & 0xFFFF_FFFF_FFFFL >>> random.nextInt(48),
                  random.nextInt(0x1000),
                  random.nextLong()));

      assertThat(MessageNames.read(MessageNames.uuid(id))).contains(id);
      assertThat(MessageNames.read(MessageNames.decimal(id))).contains(id);
      assertThat(MessageNames.read(MessageNames.textSid(id))).contains(id);
      assertThat(MessageNames.read(MessageNames.mediaSid(id))).contains(id);
      assertThat(MessageNames.read(MessageNames.refid(id))).contains(id);
      assertThat(MessageNames.read(id.value().uuid())).contains(id);
      assertThat(MessageNames.read(id.value().hex())).contains(id);
    }
  }

  @Test
  void printsTheFormsOfThePages() {
    var id = new MessageId(Id.v7(1, 2, 3));

    assertThat(MessageNames.uuid(id)).isEqualTo("msg_00000000-0001-7002-8000-000000000003");
    assertThat(MessageNames.textSid(id)).isEqualTo("SM00000000000170028000000000000003");
    assertThat(MessageNames.mediaSid(id)).isEqualTo("MM00000000000170028000000000000003");
    assertThat(MessageNames.decimal(id)).matches("msg-[1-9][0-9]*");
    assertThat(MessageNames.refid(id)).isEqualTo("SM000000000001002000000000000003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "msg_",
        "msg-",
        "msg-x",
        "msg--1",
        "msg-99999999999999999999999999999999999999",
        "msg-1329227995784915872903807060280344576",
        "msg-٣",
        "SM",
        "SM5C804F0D000999999910009AD5993",
        "SM5C804F0D000999999910009AD5993G",
        "msg_123e4567-e89b-12d3-a456-42661417400",
        "msg_123e4567xe89b-12d3-a456-426614174000",
        "MSG_123e4567-e89b-12d3-a456-426614174000",
        "SM0000000000017002800000000000000g",
        "sm00000000000170028000000000000003",
        "XX00000000000170028000000000000003",
        "hello"
      })
  void whatIsNoNameMeansNothing(String name) {
    assertThat(MessageNames.read(name)).isEmpty();
  }

  @Test
  void thePrintedNamesAreNames() {
    assertThat(MessageNames.read("msg_123e4567-e89b-12d3-a456-426614174000")).isPresent();
    assertThat(MessageNames.read("msg-123456789")).isPresent();
    assertThat(MessageNames.read("SM5C804F0D000999999910009AD59930")).isPresent();
  }
}
