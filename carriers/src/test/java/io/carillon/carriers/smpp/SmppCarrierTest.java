package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.Report.Verdict;
import io.carillon.sandbox.smsc.SandboxSmsc;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The carrier and the sandbox's message centre, over real sockets.
@Timeout(60)
class SmppCarrierTest {
  private static final int BINDS = 2;

  @TempDir private Path folder;
  private final Drafts drafts = new Drafts();
  private SandboxSmsc smsc;
  private Line line;

  @BeforeEach
  void open() throws Exception {
    smsc = SandboxSmsc.open(0, Duration.ofMillis(5), folder);
    line = new Line(Line.settings(smsc.port(), BINDS, 50)).up(BINDS);
  }

  @AfterEach
  void close() {
    line.close();
    smsc.close();
  }

  private String taken() throws InterruptedException {
    return ((Outcome.Taken) line.answer().outcome()).farId();
  }

  private JsonNode shown(String number) throws IOException {
    var path = "/sandbox/handsets/" + number + "/messages";
    var reply =
        new Router(List.of(smsc.mount())).answer(Request.of("GET", path, List.of(), new byte[0]));
    return new JsonMapper().readTree(reply.body()).path("messages");
  }

  @Test
  void aPartIsTakenAndItsReceiptNamesIt() throws Exception {
    line.send(drafts.text("+14155551234", "Hello"), 4_711);

    var farId = taken();
    var receipt = line.receipt();

    assertThat(receipt)
        .isEqualTo(
            new Report.Receipt(
                farId,
                4_711,
                Drafts.SENDER,
                Address.phone("+14155551234"),
                Verdict.DELIVERED,
                "3:0",
                "AT&T"));
    assertThat(line.isSilent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0002, UNDELIVERABLE, 3:1",
    "0003, EXPIRED, 3:1",
    "0006, DELIVERED, 3:0",
    "1234, DELIVERED, 3:0"
  })
  void eachEndOfTheScriptIsReported(String digits, Verdict verdict, String code) throws Exception {
    line.send(drafts.text("+1415555" + digits, "Hello"), 1);

    var farId = taken();
    var receipt = line.receipt();

    assertThat(receipt.farId()).isEqualTo(farId);
    assertThat(receipt.verdict()).isEqualTo(verdict);
    assertThat(receipt.code()).isEqualTo(code);
  }

  @Test
  void to0001ItIsRefusedForGood() throws Exception {
    line.send(drafts.text("+14155550001", "Hello"), 1);

    assertThat(line.answer().outcome())
        .isEqualTo(new Outcome.NotTaken(Fault.RECIPIENT_UNKNOWN, "ESME_RINVDSTADR (0x0b)"));
  }

  @Test
  void to0004ItIsThrottledTwiceAndThenTaken() throws Exception {
    var message = drafts.text("+14155550004", "Hello");
    for (int tries = 0; tries < 2; tries++) {
      line.send(message, 9);
      assertThat(line.answer().outcome())
          .isEqualTo(new Outcome.NotTaken(Fault.THROTTLED, "ESME_RTHROTTLED (0x58)"));
    }
    line.send(message, 9);

    assertThat(taken()).isEqualTo(line.receipt().farId());
  }

  @Test
  void to0005NoReceiptComes() throws Exception {
    line.send(drafts.text("+14155550005", "Hello"), 1);
    taken();
    line.send(drafts.text("+14155551234", "Hello"), 2);
    taken();

    assertThat(line.receipt().reference()).isEqualTo(2);
    assertThat(line.isSilent()).isTrue();
  }

  @Test
  void to0007EveryReceiptIsReportedAsItComes() throws Exception {
    line.send(drafts.text("+14155550007", "Hello"), 1);
    taken();

    assertThat(List.of(line.receipt(), line.receipt(), line.receipt()))
        .extracting(Report.Receipt::verdict)
        .containsExactly(Verdict.DELIVERED, Verdict.UNDERWAY, Verdict.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({"0008, STOP", "0009, Hello back"})
  void whatThePersonAnswersArrives(String digits, String words) throws Exception {
    line.send(drafts.text("+1415555" + digits, "Hello"), 1);
    taken();

    assertThat(line.receipt().verdict()).isEqualTo(Verdict.DELIVERED);
    assertThat(line.arrived())
        .isEqualTo(
            new Report.Arrived(
                Channel.SMS,
                Address.phone("+1415555" + digits),
                Drafts.SENDER,
                new Content.Text(words)));
  }

  @Test
  void aLongTextIsOneMessageOnTheHandset() throws Exception {
    var text = "abcdefghi€".repeat(40);
    line.send(drafts.text("+14155551234", text, Encoding.GSM7, 3), 20);

    var ids = new HashSet<String>();
    var receipts = new ArrayList<Report.Receipt>();
    for (int part = 1; part <= 3; part++) {
      ids.add(taken());
      receipts.add(line.receipt());
    }

    assertThat(receipts).extracting(Report.Receipt::farId).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(receipts)
        .extracting(Report.Receipt::reference)
        .containsExactlyInAnyOrder(20, 21, 22);
    assertThat(shown("14155551234")).hasSize(1);
    assertThat(shown("14155551234").path(0).path("text").asText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "GSM7, GSM7, 'Hello {€} @ £'",
    "UCS2, UCS2, 'Привет 👋'",
    "LATIN1, LATIN1, 'Grüße ç'",
  })
  void theHandsetReadsWhatWasWritten(Encoding encoding, String shown, String text)
      throws Exception {
    line.send(drafts.text("+14155551234", text, encoding, 1), 1);
    taken();

    var message = shown("14155551234").path(0);
    assertThat(message.path("text").asText()).isEqualTo(text);
    assertThat(message.path("encoding").asText()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"SHORT_CODE, 12345", "ALPHANUMERIC, MyCompany", "PHONE, +491098765432"})
  void theHandsetSeesTheSender(Address.Kind kind, String value) throws Exception {
    var from = new Address(kind, value);
    var message =
        Drafts.between(drafts.text("+14155551234", "x"), from, Address.phone("+14155551234"));
    line.send(message, 1);
    taken();

    assertThat(shown("14155551234").path(0).path("from").asText()).isEqualTo(value);
    assertThat(line.receipt().sender()).isEqualTo(from);
  }

  @Test
  void manyAreDealtToAllBindsAndEachIsAnsweredOnce() throws Exception {
    int total = 3_000;
    var ids = new HashSet<String>();
    var receipts = new ArrayList<String>();
    int sent = 0;
    while (ids.size() < total) {
      int room = line.carrier().room();
      for (int i = 0; i < room && sent < total; i++) {
        line.send(drafts.text("+1415556" + (1_000 + sent % 9_000), "n" + sent), sent & 0xFFFF);
        sent++;
      }
      if (line.answer().outcome() instanceof Outcome.Taken(var farId)) {
        assertThat(ids.add(farId)).isTrue();
      }
    }
    while (receipts.size() < total) {
      receipts.add(line.receipt().farId());
    }

    assertThat(receipts).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(line.carrier().state().inFlight()).isZero();
  }

  @Test
  void whatFindsNoRoomWasNotSent() throws Exception {
    int many = 500;
    for (int i = 0; i < many; i++) {
      line.send(drafts.text("+14155550005", "n" + i), i);
    }

    int answered = 0;
    for (int i = 0; i < many; i++) {
      switch (line.answer().outcome()) {
        case Outcome.Taken _ -> answered++;
        case Outcome.NotSent(var why) -> assertThat(why).isEqualTo("no bind has room");
        case Outcome.NotTaken other -> throw new AssertionError(other);
        case Outcome.Unknown other -> throw new AssertionError(other);
      }
    }
    assertThat(answered).isGreaterThanOrEqualTo(BINDS * 50);
    assertThat(shown("14155550005")).hasSize(Math.min(100, answered));
  }

  @Test
  void aClosedCarrierSendsNothing() throws Exception {
    line.close();
    line.send(drafts.text("+14155551234", "Hello"), 1);

    assertThat(line.answer().outcome()).isInstanceOf(Outcome.NotSent.class);
    assertThat(line.carrier().room()).isZero();
    assertThat(line.carrier().state().up()).isZero();
  }

  @Test
  void itComesBackWhenTheCentreDoes() throws Exception {
    int port = smsc.port();
    smsc.close();
    line.send(drafts.text("+14155551234", "Hello"), 1);
    assertThat(line.answer().outcome()).isInstanceOf(Outcome.NotSent.class);

    smsc = SandboxSmsc.open(port, Duration.ofMillis(5), folder);
    line.up(BINDS);
    line.send(drafts.text("+14155551234", "Hello"), 2);

    assertThat(taken()).isEqualTo(line.receipt().farId());
  }
}
