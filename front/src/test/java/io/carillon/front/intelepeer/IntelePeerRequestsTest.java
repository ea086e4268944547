package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.front.intelepeer.IntelePeerRequests.Read;
import io.carillon.front.intelepeer.IntelePeerRequests.Send;
import io.carillon.front.json.Fields;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.wire.text.WantedEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntelePeerRequestsTest {
  private static Read read(String json) {
    var fields = Fields.read(json.getBytes(StandardCharsets.UTF_8), IntelePeerRequests.KNOWN);
    return IntelePeerRequests.read(fields, Optional.empty(), IntelePeerRequestsTest::receipts);
  }

  /// One sender has somewhere to tell.
  private static Optional<String> receipts(String from) {
    return Optional.of("https://example.com/of-the-number").filter(_ -> from.equals("1-98765"));
  }

  private static Send asked(String more) {
    var json = "{\"from\": \"1-12345\", \"to\": \"+13038675309\", \"text\": \"x\"" + more + "}";
    return switch (read(json)) {
      case Read.Asked(var send) -> send;
      case Read.Refused(var refusal) -> throw new AssertionError(refusal.detail());
    };
  }

  private static Refusal refused(String json) {
    return switch (read(json)) {
      case Read.Asked _ -> throw new AssertionError("accepted: " + json);
      case Read.Refused(var refusal) -> refusal;
    };
  }

  @Test
  void aPlainSendIsAnSmsWithoutAReceipt() {
    var send = asked("");

    assertThat(send.channel()).isEqualTo(Channel.SMS);
    assertThat(send.content()).isEqualTo(new Content.Text("x"));
    assertThat(send.guid()).isEmpty();
    assertThat(send.wishes().wantsReceipt()).isFalse();
    assertThat(send.wishes().callback()).isEmpty();
    assertThat(send.wishes().encoding()).isEqualTo(WantedEncoding.AUTO);
    assertThat(send.wishes().purpose()).isEqualTo(Purpose.TRANSACTIONAL);
    assertThat(send.wishes().priority()).isEqualTo(Priority.NORMAL);
    assertThat(send.kept()).isEqualTo(new Kept(false, "1-12345", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "+13031112222, +13031112222, ''",
    "1-12345, 12345, 1",
    "57-12345, 12345, 57",
    "57-Hello8, Hello8, 57",
    "34-Hello8, Hello8, 34",
    "420-My Co., My Co., 420",
  })
  void aSenderIsANumberOrACodeOfACountry(String written, String from, String callingCode) {
    var json = "{\"from\": \"%s\", \"to\": \"+13038675309\", \"text\": \"x\"}".formatted(written);

    var send = ((Read.Asked) read(json)).send();

    assertThat(send.ends()).isEqualTo(new Ends(from, callingCode, "+13038675309"));
    assertThat(send.kept().from()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345",
        "Hello8",
        "3031112222",
        "0-12345",
        "1234-12345",
        "1-",
        "-12345",
        "1-TwelveLetters",
        "1-Ünïcode",
        "+1 303 111 2222",
        "+0123456",
        " "
      })
  void anyOtherSenderIsRefused(String from) {
    var refusal =
        refused("{\"from\": \"%s\", \"to\": \"+13038675309\", \"text\": \"x\"}".formatted(from));

    assertThat(refusal.fault()).isEqualTo(Fault.FIELD_INVALID);
    assertThat(refusal.field()).isEqualTo("from");
  }

  @ParameterizedTest
  @ValueSource(strings = {"57-Hello8", "MyCompany", "1-a", "a b"})
  void nobodyWritesToAnAlphanumericSender(String to) {
    var refusal = refused("{\"from\": \"1-12345\", \"to\": \"%s\", \"text\": \"x\"}".formatted(to));

    assertThat(refusal.field()).isEqualTo("to");
    assertThat(refusal.detail()).contains("cannot receive messages");
  }

  @Test
  void theGuidIsTheCallersReference() {
    assertThat(asked(", \"guid\": \"my guid\"").guid()).isEqualTo("my guid");
    assertThat(asked(", \"guid\": null").guid()).isEmpty();
    var json =
        "{\"from\": \"1-1234\", \"to\": \"+1303\", \"text\": \"x\", \"guid\": \""
            + "g".repeat(256)
            + "\"}";
    assertThat(refused(json).field()).isEqualTo("guid");
  }

  @Test
  void theReceiptIsAskedForByDlr() {
    var send = asked(", \"dlr\": true");

    assertThat(send.wishes().wantsReceipt()).isTrue();
    assertThat(send.wishes().callback()).isEmpty();
  }

  @Test
  void theEndIsToldToTheWebhook() {
    var options = ", \"dlr\": true, \"dlroptions\": {\"webhook\": \"https://example.com/dlr\"}";

    var send = asked(options);

    assertThat(send.wishes().callback())
        .contains(new Callback("https://example.com/dlr", IntelePeerMapping.ENDS));
    assertThat(IntelePeerMapping.ENDS).doesNotContain(Status.SENT);
    assertThat(send.kept().accepted()).isFalse();
  }

  @Test
  void theAcceptanceIsToldToo() {
    var options =
        ", \"dlr\": true,"
            + " \"dlroptions\": {\"include-accepted\": true, \"webhook\": \"http://example.com/\"}";

    var send = asked(options);

    assertThat(send.wishes().callback().orElseThrow().events())
        .containsAll(IntelePeerMapping.ENDS)
        .contains(Status.SENT)
        .hasSize(IntelePeerMapping.ENDS.size() + 1);
    assertThat(send.kept().accepted()).isTrue();
  }

  @Test
  void theNumbersOwnWebhookServesWhereTheSendNamesNone() {
    var body = "{\"from\": \"1-98765\", \"to\": \"+13038675309\", \"text\": \"x\"";
    var named = ", \"dlr\": true, \"dlroptions\": {\"webhook\": \"https://example.com/named\"}}";

    var plain = ((Read.Asked) read(body + ", \"dlr\": true}")).send();

    assertThat(plain.wishes().callback())
        .contains(new Callback("https://example.com/of-the-number", IntelePeerMapping.ENDS));
    assertThat(((Read.Asked) read(body + named)).send().wishes().callback().orElseThrow().url())
        .isEqualTo("https://example.com/named");
    assertThat(((Read.Asked) read(body + "}")).send().wishes().callback()).isEmpty();
  }

  @Test
  void optionsWithoutDlrCountForNothing() {
    var options =
        ", \"dlroptions\": {\"include-accepted\": true, \"webhook\": \"http://example.com/\"}";

    var send = asked(options);

    assertThat(send.wishes().wantsReceipt()).isFalse();
    assertThat(send.wishes().callback()).isEmpty();
    assertThat(send.kept().accepted()).isFalse();
  }

  @Test
  void linksAndDataMakeAnMms() {
    var send =
        asked(
            """
            , "media": [
              {"link": "HTTPS://example.com/a.png", "content-type": "Image/PNG", "filename": "a.png"},
              {"text": "y"},
              {"link": "cpaasmedia://x/y", "content-type": "default:<detect>"},
              {"data": "aGVs\\r\\nbG8=", "encoding": "Base64", "filename": "default:<detect>"}]
            """);

    assertThat(send.channel()).isEqualTo(Channel.MMS);
    assertThat(send.content())
        .isEqualTo(
            new Content.Media(
                "x\ny",
                List.of(
                    new Content.Item("HTTPS://example.com/a.png", "image/png", ""),
                    new Content.Item("cpaasmedia://x/y", "", ""),
                    new Content.Item("inline:3", "", ""))));
    assertThat(send.kept().files()).containsExactly("a.png", "", "");
    assertThat(Kept.of(send.kept().keepsake())).isEqualTo(send.kept());
  }

  @Test
  void nothingButTextStaysAnSms() {
    var send = asked(", \"media\": [{\"text\": \"y\"}, {\"text\": \"z\"}]");

    assertThat(send.channel()).isEqualTo(Channel.SMS);
    assertThat(send.content()).isEqualTo(new Content.Text("x\ny\nz"));
  }

  @Test
  void fiveMegabytesOfDataAreTheLimit() {
    var fits = Base64.getEncoder().encodeToString(new byte[IntelePeerMedia.OCTETS_MAX - 1]);
    var more = "{\"data\": \"%s\", \"encoding\": \"base64\"}";
    var one = more.formatted("AA==");

    var send = asked(", \"media\": [" + more.formatted(fits) + "," + one + "]");

    assertThat(send.channel()).isEqualTo(Channel.MMS);
    var over =
        "{\"from\": \"1-12345\", \"to\": \"+13038675309\", \"media\": [%s, %s, %s]}"
            .formatted(more.formatted(fits), one, one);
    assertThat(refused(over).fault()).isEqualTo(Fault.MEDIA_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, true",
    "audio/amr, true",
    "video/mp4, true",
    "text/plain; charset=utf-8, true",
    "text/vcard, true",
    "application/pdf, true",
    "application/x-msdownload, false",
    "text/html, false",
  })
  void dataOfATypeThatNoHandsetShowsIsRefused(String type, boolean carried) {
    var json =
        """
        {"from": "1-12345", "to": "+13038675309",
         "media": [{"data": "AA==", "encoding": "base64", "content-type": "%s"}]}
        """
            .formatted(type);

    var read = read(json);

    assertThat(read instanceof Read.Asked).isEqualTo(carried);
    if (read instanceof Read.Refused(var refusal)) {
      assertThat(refusal.fault()).isEqualTo(Fault.MEDIA_UNSUPPORTED);
    }
  }

  @Test
  void thePathsSenderIsTheSender() {
    var fields =
        Fields.read(
            "{\"to\": \"+13038675309\", \"text\": \"x\", \"from\": 7}"
                .getBytes(StandardCharsets.UTF_8),
            IntelePeerRequests.KNOWN);

    var read = IntelePeerRequests.read(fields, Optional.of("57-Hello8"), _ -> Optional.empty());

    assertThat(read)
        .isInstanceOfSatisfying(
            Read.Asked.class,
            asked -> {
              assertThat(asked.send().ends()).isEqualTo(new Ends("Hello8", "57", "+13038675309"));
            });
  }
}
