package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.app.Esme.Submit;
import io.carillon.wire.smpp.CommandStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.SubmitMultiResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a customer's program (jsmpp) asks about messages that it submitted, one or many at once.
@Tag("slow")
@Tag("journey")
@Timeout(120)
class EsmeOrdersTest {
  private static final String SENDER = "14155552671";

  @RegisterExtension private static final EsmeRig ESMES = new EsmeRig();

  @Test
  void whatIsScheduledCanBeAskedForReplacedAndCanceled() throws Exception {
    try (var esme = ESMES.bound("orders", "")) {
      var submit = Submit.text("14155551239", "first words");
      var id = esme.submit(submit, "000001000000000R", "");
      var session = esme.session();

      var state = session.queryShortMessage(id, Esme.INTERNATIONAL, Esme.ISDN, "14155552671");
      assertThat(state.getMessageState()).isEqualTo(MessageState.ENROUTE);
      session.replaceShortMessage(
          id,
          Esme.INTERNATIONAL,
          Esme.ISDN,
          "14155552671",
          "",
          "",
          new RegisteredDelivery((byte) 1),
          (byte) 0,
          "other words".getBytes(StandardCharsets.US_ASCII));
      assertThat(ESMES.message(id).path("content").path("text").asText()).isEqualTo("other words");
      session.cancelShortMessage(
          "", id, Esme.INTERNATIONAL, Esme.ISDN, "14155552671", Esme.INTERNATIONAL, Esme.ISDN, "");

      assertThat(esme.receipts(1)).containsExactly(id + " DELETED");
      assertThat(ESMES.message(id).path("status").asText()).isEqualTo("canceled");
      var sent = esme.submit(submit);
      esme.receipts(1);
      assertThat(refusedReplace(esme, sent)).isEqualTo(CommandStatus.RREPLACEFAIL);
      assertThat(refusedReplace(esme, "0".repeat(32))).isEqualTo(CommandStatus.RINVMSGID);
      var done = session.queryShortMessage(sent, Esme.INTERNATIONAL, Esme.ISDN, "14155552671");
      assertThat(done.getMessageState()).isEqualTo(MessageState.DELIVERED);
      assertThat(done.getFinalDate()).endsWith("00+");
    }
  }

  private static int refusedReplace(Esme esme, String id) throws Exception {
    try {
      esme.session()
          .replaceShortMessage(
              id,
              Esme.INTERNATIONAL,
              Esme.ISDN,
              "14155552671",
              "",
              "",
              new RegisteredDelivery((byte) 1),
              (byte) 0,
              new byte[] {65});
      throw new AssertionError("replaced");
    } catch (NegativeResponseException refusal) {
      return refusal.getCommandStatus();
    }
  }

  @Test
  void submitsToManyAndHearsWhichWereRefused() throws Exception {
    try (var esme = ESMES.bound("many", "")) {
      var result = many(esme, "", "14155551240", "12", "14155551241");

      var failed = List.of(result.getUnsuccessDeliveries());
      assertThat(failed).hasSize(1);
      assertThat(failed.getFirst().getDestinationAddress().getAddress()).isEqualTo("12");
      assertThat(failed.getFirst().getErrorStatusCode()).isEqualTo(CommandStatus.RINVDSTADR);
      assertThat(List.of(esme.next().getSourceAddr(), esme.next().getSourceAddr()))
          .containsExactlyInAnyOrder("14155551240", "14155551241");
      var data =
          esme.session()
              .dataShortMessage(
                  "",
                  Esme.INTERNATIONAL,
                  Esme.ISDN,
                  "14155552671",
                  Esme.INTERNATIONAL,
                  Esme.ISDN,
                  "14155551242",
                  new ESMClass(),
                  new RegisteredDelivery((byte) 1),
                  new RawDataCoding((byte) 0),
                  new OptionalParameter.Message_payload(
                      "as data".getBytes(StandardCharsets.US_ASCII)));
      assertThat(esme.receipts(1)).containsExactly(data.getMessageId() + " DELIVRD");
    }
  }

  private static SubmitMultiResult many(Esme esme, String schedule, String... to) throws Exception {
    var addresses =
        Stream.of(to)
            .map(number -> new Address(Esme.INTERNATIONAL, Esme.ISDN, number))
            .toArray(Address[]::new);
    return esme.session()
        .submitMultiple(
            "",
            Esme.INTERNATIONAL,
            Esme.ISDN,
            SENDER,
            addresses,
            new ESMClass(),
            (byte) 0,
            (byte) 0,
            schedule,
            "",
            new RegisteredDelivery((byte) 1),
            ReplaceIfPresentFlag.DEFAULT,
            new RawDataCoding((byte) 0),
            (byte) 0,
            "to all".getBytes(StandardCharsets.US_ASCII));
  }

  private static MessageState state(Esme esme, String id) throws Exception {
    return esme.session()
        .queryShortMessage(id, Esme.INTERNATIONAL, Esme.ISDN, SENDER)
        .getMessageState();
  }

  private static void cancel(Esme esme, String id, String to) throws Exception {
    esme.session()
        .cancelShortMessage(
            "", id, Esme.INTERNATIONAL, Esme.ISDN, SENDER, Esme.INTERNATIONAL, Esme.ISDN, to);
  }

  @Test
  void whatWasSubmittedToManyIsAskedForAndCanceledByTheIdThatTheyShare() throws Exception {
    try (var esme = ESMES.bound("shared-id", "");
        var other = ESMES.bound("nosy", "")) {
      esme.submit(Submit.text("14155551250", "before"));
      var id = many(esme, "000001000000000R", "14155551251", "14155551252", "14155551253");
      esme.submit(Submit.text("14155551254", "after"));
      var common = id.getMessageId();
      esme.receipts(2);

      assertThat(state(esme, common)).isEqualTo(MessageState.ENROUTE);
      assertThatThrownBy(() -> state(other, common))
          .isInstanceOf(NegativeResponseException.class)
          .hasMessageContaining("67");
      cancel(esme, common, "14155551252");
      assertThat(esme.next().getSourceAddr()).isEqualTo("14155551252");
      assertThat(state(esme, common)).as("two are left").isEqualTo(MessageState.ENROUTE);
      cancel(esme, common, "");

      assertThat(esme.receipts(2)).containsOnly(common + " DELETED");
      assertThat(state(esme, common)).isEqualTo(MessageState.DELETED);
      var sent = many(esme, "", "14155551255", "14155550002").getMessageId();
      assertThat(esme.receipts(2)).containsExactlyInAnyOrder(sent + " DELIVRD", sent + " UNDELIV");
      assertThat(state(esme, sent)).as("the worst").isEqualTo(MessageState.UNDELIVERABLE);
    }
  }
}
