package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a field of a request does outside: on the carrier's wire, and in other dialects' answers.
/// The carrier is a message centre with one bind and a window of one.
@Tag("slow")
@Tag("journey")
class FieldEffectsTest {
  private static final String TO = "+14155551234";
  private static final String ACCOUNTS = "/2012-04-24/Accounts/" + Rig.SID;

  @TempDir private static Path folder;
  private static WireTap tap;
  private static Rig rig;
  private static Client client;

  @BeforeAll
  static void open() throws Exception {
    tap = WireTap.open();
    rig =
        Rig.open(
            folder,
            "carriers: [{name: tap, host: 127.0.0.1, port: %d, system-id: me, binds: 1, window: 1}]"
                .formatted(tap.port()));
    client = rig.client();
  }

  @AfterAll
  static void close() {
    rig.close();
    tap.close();
  }

  /// How a dialect sends a text, in the words of its own; `more` is put behind what must be there.
  enum Way {
    NATIVE("/v2/messages", "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"%s\"%s}"),
    PANTHEON("/v1/messages", "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"%s\"%s}"),
    PANTHEON_SMS(
        "/v1/messages/sms", "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"%s\"%s}"),
    INTELEPEER(
        "/_rest/v4/app/sms/send", "{\"from\": \"1-12345\", \"to\": \"%s\", \"text\": \"%s\"%s}"),
    TWILIO(
        "/2010-04-01/Accounts/" + Rig.SID + "/Messages.json",
        "From=%%2B14155552671&To=%%2B%s&Body=%s%s"),
    RESTCOMM(
        "/restcomm" + ACCOUNTS + "/SMS/Messages.json", "From=%%2B14155552671&To=%%2B%s&Body=%s%s"),
    CHANNELS(
        "/api" + ACCOUNTS + "/Messages",
        "{\"from\": \"sms:+14155552671\", \"to\": \"sms:%s\", \"body\": \"%s\"%s}");

    private final String path;
    private final String body;

    Way(String path, String body) {
      this.path = path;
      this.body = body;
    }

    Client.Reply asked(String text, String more) throws Exception {
      boolean form = body.startsWith("From");
      var sent = body.formatted(form ? TO.substring(1) : TO, text, more);
      return form ? client.postForm(path, sent) : client.post(path, sent);
    }

    /// Sends, and answers with what came over the wire.
    SubmitSm sent(String text, String more) throws Exception {
      var reply = asked(text, more);
      assertThat(reply.status()).as(reply.body()).isBetween(200, 202);
      return tap.next();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NATIVE       |                          | 1
          NATIVE       | , "wants_receipt": false | 0
          PANTHEON     |                             | 1
          PANTHEON     | , "delivery_receipt": false | 0
          PANTHEON_SMS | , "delivery_receipt": true  | 1
          PANTHEON_SMS | , "delivery_receipt": false | 0
          INTELEPEER   |               | 0
          INTELEPEER   | , "dlr": true | 1
          TWILIO       | | 1
          RESTCOMM     | | 1
          CHANNELS     | | 1
          """)
  void aReceiptIsAskedForAsTheRequestSays(Way way, @Nullable String more, int registered)
      throws Exception {
    var sent = way.sent("Hello", given(more));

    assertThat(sent.registeredDelivery()).isEqualTo(registered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NATIVE       |                       | 0
          NATIVE       | , "priority": "low"   | 0
          NATIVE       | , "priority": "high"  | 1
          PANTHEON     | , "priority": "high"  | 1
          PANTHEON_SMS | , "priority": "normal"| 0
          PANTHEON_SMS | , "priority": "high"  | 1
          """)
  void aHighPriorityIsTheFlagOfTheWire(Way way, @Nullable String more, int flag) throws Exception {
    var sent = way.sent("Hello", given(more));

    assertThat(sent.handling().priority()).isEqualTo(flag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NATIVE       | Hello |                         | 0
          NATIVE       | Hello | , "encoding": "auto"    | 0
          NATIVE       | 你好  | , "encoding": "auto"    | 8
          NATIVE       | Hello | , "encoding": "ucs-2"   | 8
          NATIVE       | Hello | , "encoding": "latin-1" | 3
          PANTHEON     | 你好  |                         | 8
          PANTHEON     | Hello | , "encoding": "UCS-2"   | 8
          PANTHEON_SMS | Hello | , "encoding": "GSM-7"   | 0
          PANTHEON_SMS | 你好  | , "encoding": "auto"    | 8
          INTELEPEER   | 你好  |                         | 8
          TWILIO       | %E2%80%9CHi%E2%80%9D | &SmartEncoded=true  | 0
          TWILIO       | %E2%80%9CHi%E2%80%9D | &SmartEncoded=false | 8
          RESTCOMM     | Hello | &Encoding=UCS-2         | 8
          RESTCOMM     | Hello | &Encoding=GSM           | 0
          RESTCOMM     | %E4%BD%A0            |          | 8
          CHANNELS     | 你好  |                         | 8
          """)
  void theEncodingIsTheDataCoding(Way way, String text, @Nullable String more, int coding)
      throws Exception {
    var sent = way.sent(text, given(more));

    assertThat(sent.dataCoding()).isEqualTo(coding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NATIVE       | , "encoding": "gsm-7" | Character U+4F60 at position 4
          PANTHEON     | , "encoding": "GSM-7" | Character U+4F60 at position 4
          PANTHEON_SMS | , "encoding": "GSM-7" | Character U+4F60 at position 4
          """)
  void aCharacterOutsideTheEncodingIsNamedWithItsPlace(Way way, String more, String why)
      throws Exception {
    var reply = way.asked("Hi 你好", more);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").path("message").asText()).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NATIVE       | , "validity": 7200
          PANTHEON     | , "validity": 7200
          PANTHEON_SMS | , "validity": 7200
          TWILIO       | &ValidityPeriod=7200
          """)
  void theValidityIsTheCarriersToo(Way way, String more) throws Exception {
    // What has passed by the time of the hand-over is taken off: 2 hours or a little less.
    assertThat(way.sent("Hello", more).handling().validity())
        .matches("000000(020000|0159[0-9]{2})000R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NATIVE   |                                            | transactional
          NATIVE   | , "purpose": "otp"                         | otp
          NATIVE   | , "purpose": "promotional"                 | promotional
          PANTHEON |                                            | transactional
          PANTHEON | , "type": "transactional"                  | transactional
          PANTHEON | , "type": "promotional"                    | promotional
          PANTHEON | , "type": "marketing"                      | promotional
          PANTHEON_SMS | , "type": "otp"                        | otp
          PANTHEON_SMS | , "type": "sms"                        | transactional
          INTELEPEER |                                          | transactional
          TWILIO   |                                            | transactional
          RESTCOMM |                                            | transactional
          CHANNELS |                                            | transactional
          """)
  void theTypeIsThePurposeAndNoneMeansTransactional(Way way, @Nullable String more, String purpose)
      throws Exception {
    way.sent("Hello", given(more));

    assertThat(newest().path("purpose").asText()).isEqualTo(purpose);
  }

  @ParameterizedTest
  @CsvSource({"12345, 1, 201", "12345, 49, 403", "Hello8, 57, 201", "Hello8, 1, 403"})
  void theCallingCodeChoosesWhereTheSenderIsRegistered(String from, String code, int status)
      throws Exception {
    var body =
        "{\"from\": \"%s\", \"calling_code\": \"%s\", \"to\": \"%s\", \"text\": \"x\"}"
            .formatted(from, code, TO);

    var reply = client.post("/v2/messages", body);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    if (status == 201) {
      assertThat(tap.next().source().value()).isEqualTo(from);
    }
  }

  @Test
  void whoeverIsUrgentOvertakesWhatWaits() throws Exception {
    tap.hold();
    Way.NATIVE.sent("the window is full", "");
    var ids = new ArrayList<String>();
    for (var priority : List.of("low", "normal", "high")) {
      var reply = Way.NATIVE.asked(priority, ", \"priority\": \"" + priority + "\"");
      assertThat(reply.status()).isEqualTo(201);
      ids.add(reply.json().path("id").asText());
    }
    client.await(
        "/v2/messages/" + ids.getFirst(),
        reply -> reply.json().path("waiting").path("ahead").asInt() == 2);

    tap.release();

    var order = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      order.add(new String(tap.next().shortMessage().toBytes(), StandardCharsets.US_ASCII));
    }
    assertThat(order).containsExactly("high", "normal", "low");
  }

  @Test
  void theGuidLeadsBackToTheMessageAndStandsInItsRecord() throws Exception {
    Way.INTELEPEER.sent("Hello", ", \"guid\": \"order 12\"");

    var found = client.get("/v2/messages?reference=order%2012").json().path("data");
    var record = client.get("/v2/messages.jsonl?reference=order%2012&accepted_before=2099-01-01");

    assertThat(found).hasSize(1);
    assertThat(record.json().path("id")).isEqualTo(found.path(0).path("id"));
    assertThat(record.json().path("reference").asText()).isEqualTo("order 12");
  }

  private static JsonNode newest() throws Exception {
    return client.get("/v2/messages?limit=1").json().path("data").path(0);
  }

  /// An empty cell comes as null.
  private static String given(@Nullable String more) {
    return more == null ? "" : more;
  }
}
