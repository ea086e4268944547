package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.MessageId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A message of any dialect is read through every dialect of its account, by any form of its id, in
/// that dialect's words.
@Tag("slow")
@Tag("journey")
class EveryDialectTest {
  private static final String TO = "+14155551234";
  private static final String FROM = "+14155552671";
  private static final String ACCOUNT = "/Accounts/" + Rig.SID;

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  /// How each dialect sends, names what it made, and reads it.
  enum Way {
    PANTHEON("/v1/messages", "/message_id", "/v1/messages/%s", "/status", "delivered"),
    PANTHEON_SMS("/v1/messages/sms", "/message_id", "/v1/messages/%s", "/status", "delivered"),
    TWILIO(
        "/2010-04-01" + ACCOUNT + "/Messages.json",
        "/sid",
        "/2010-04-01" + ACCOUNT + "/Messages/%s.json",
        "/status",
        "delivered"),
    LAML(
        "/api/laml/2010-04-01" + ACCOUNT + "/Messages.json",
        "/sid",
        "/api/laml/2010-04-01" + ACCOUNT + "/Messages/%s.json",
        "/status",
        "delivered"),
    RESTCOMM_SMS(
        "/restcomm/2012-04-24" + ACCOUNT + "/SMS/Messages.json",
        "/sid",
        "/restcomm/2012-04-24" + ACCOUNT + "/SMS/Messages/%s.json",
        "/status",
        "delivered"),
    RESTCOMM(
        "/api/2012-04-24" + ACCOUNT + "/Messages",
        "/sid",
        "/api/2012-04-24" + ACCOUNT + "/Messages/%s",
        "/status",
        "delivered"),
    INTELEPEER(
        "/_rest/v4/app/sms/send",
        "/refid",
        "/_rest/v4/app/sms/mdr?refid=%s",
        "/RCC_en",
        "DLR:Delivered"),
    NATIVE("/v2/messages", "/id", "/v2/messages/%s", "/status", "delivered");

    private final String sends;
    private final String named;
    private final String reads;
    private final String told;
    private final String delivered;

    Way(String sends, String named, String reads, String told, String delivered) {
      this.sends = sends;
      this.named = named;
      this.reads = reads;
      this.told = told;
      this.delivered = delivered;
    }

    /// Where a message is read.
    String read(String id) {
      return reads.formatted(id);
    }

    /// The id that an answer to [#send] names.
    MessageId named(Client.Reply sent) throws Exception {
      return MessageNames.read(sent.json().at(named).asText())
          .orElseThrow(() -> new AssertionError(sent.body()));
    }

    Client.Reply send(Client client) throws Exception {
      return send(client, TO, "Hello");
    }

    /// Sends a text that needs no escaping.
    Client.Reply send(Client client, String to, String text) throws Exception {
      return switch (this) {
        case TWILIO, LAML, RESTCOMM_SMS ->
            client.postForm(sends, form(Map.of("To", to, "From", FROM, "Body", text)));
        case RESTCOMM ->
            client.post(
                sends,
                "{\"from\": \"sms:%s\", \"to\": \"sms:%s\", \"body\": \"%s\"}"
                    .formatted(FROM, to, text));
        case INTELEPEER ->
            client.post(
                sends,
                "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\", \"dlr\": true}"
                    .formatted(FROM, to, text));
        case PANTHEON, PANTHEON_SMS, NATIVE ->
            client.post(
                sends,
                "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\"}".formatted(FROM, to, text));
      };
    }
  }

  private static String form(Map<String, String> fields) {
    var pairs = new ArrayList<String>();
    fields.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  static List<String> namesOf(MessageId id) {
    return List.of(
        MessageNames.uuid(id),
        MessageNames.decimal(id),
        MessageNames.textSid(id),
        MessageNames.mediaSid(id),
        MessageNames.refid(id),
        id.value().uuid(),
        id.value().hex());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void isReadThroughEveryDialectByAnyFormOfItsId(Way sender) throws Exception {
    var sent = sender.send(rig.client());
    assertThat(sent.status()).as(sent.body()).isBetween(200, 207);
    var id = sender.named(sent);
    rig.client().awaitStatus(MessageNames.uuid(id), "delivered");

    for (var reader : Way.values()) {
      for (var form : namesOf(id)) {
        var path = reader.reads.formatted(form);
        var read = rig.client().get(path);

        assertThat(read.status()).as("%s: %s", path, read.body()).isEqualTo(200);
        assertThat(told(reader, read.json())).as(path).isEqualTo(reader.delivered);
      }
    }
  }

  private static String told(Way reader, JsonNode reply) {
    return reply.at(reader.told).asText();
  }
}
