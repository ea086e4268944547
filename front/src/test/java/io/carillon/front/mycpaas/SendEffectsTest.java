package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Scope;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.wire.http.Field;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each field of a send does to the message that is kept.
class SendEffectsTest {
  private static final List<Status> BEGINNINGS = List.of(Status.ACCEPTED, Status.RECEIVED);

  private final House house = new House();
  private final Client client = new Client(house);

  @Test
  void toFromAndBodyAreTheMessage() {
    var message = client.send("Body", "Grüße 👋", "From", "MyCompany");

    assertThat(message.parties().to().value()).isEqualTo("+14155550123");
    assertThat(message.parties().from().value()).isEqualTo("MyCompany");
    assertThat(message.content()).isEqualTo(new Content.Text("Grüße 👋"));
    assertThat(message.parties().channel()).isEqualTo(Channel.SMS);
    assertThat(message.origin().dialect()).isEqualTo("mycpaas");
    assertThat(message.origin().form()).isEqualTo("bare");
  }

  @Test
  void mediaMakeAnMms() {
    var message =
        client.send("MediaUrl", "https://example.com/1.png", "MediaUrl", "http://example.com/2");

    assertThat(message.parties().channel()).isEqualTo(Channel.MMS);
    assertThat(message.content())
        .isEqualTo(
            new Content.Media(
                "",
                List.of(
                    new Content.Item("https://example.com/1.png", "", ""),
                    new Content.Item("http://example.com/2", "", ""))));
  }

  @Test
  void sendAsMmsMakesOneWithoutMedia() {
    var message = client.send("Body", "x", "SendAsMms", "true");

    assertThat(message.parties().channel()).isEqualTo(Channel.MMS);
    assertThat(message.content()).isEqualTo(new Content.Media("x", List.of()));
    assertThat(client.send("Body", "x", "SendAsMms", "false").parties().channel())
        .isEqualTo(Channel.SMS);
  }

  @Test
  void aChannelBeforeTheAddressesIsTheWay() {
    var message =
        client.send("To", "whatsapp:+14155550123", "From", "whatsapp:+14155552671", "Body", "x");

    assertThat(message.parties().channel()).isEqualTo(Channel.WHATSAPP);
    assertThat(message.parties().to().value()).isEqualTo("+14155550123");
    var printed =
        client.get(Client.ACCOUNT + "/Messages/" + message.id().value().hex() + ".json").json();
    assertThat(printed.path("to").asText()).isEqualTo("whatsapp:+14155550123");
    assertThat(printed.path("from").asText()).isEqualTo("whatsapp:+14155552671");
  }

  @Test
  void persistentActionIsAPlaceWhereTheChannelHasPlaces() {
    var place =
        client.send(
            "To",
            "whatsapp:+14155550123",
            "From",
            "whatsapp:+14155552671",
            "Body",
            "375 Beale St",
            "PersistentAction",
            "geo:37.787890,-122.391664|Office");
    var plain = client.send("Body", "x", "PersistentAction", "geo:37.787890,-122.391664|Office");

    assertThat(place.content())
        .isEqualTo(new Content.Location(37.787890, -122.391664, "Office", "375 Beale St"));
    assertThat(plain.content()).isEqualTo(new Content.Text("x"));
  }

  @Test
  void aCallbackIsKeptAndHearsOfEveryChange() {
    var callback =
        client
            .send("Body", "x", "StatusCallback", "https://example.com/cb?a=1#rc=2&x=y")
            .terms()
            .callback()
            .orElseThrow();

    assertThat(callback.url()).isEqualTo("https://example.com/cb?a=1#rc=2");
    assertThat(callback.events()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(BEGINNINGS)));
    assertThat(client.send("Body", "x").terms().callback()).isEmpty();
  }

  @Test
  void onTheLamlSurfaceOnlyAChangeOfTheWordIsTold() {
    var answer =
        client.askAt(Client.LAML_MESSAGES, "Body", "x", "StatusCallback", "https://example.com/cb");

    var message = client.stored(answer);

    assertThat(message.origin().form()).isEqualTo("laml");
    assertThat(message.terms().callback().orElseThrow().events())
        .containsExactlyInAnyOrder(
            Status.SENDING,
            Status.SENT,
            Status.DELIVERED,
            Status.READ,
            Status.UNDELIVERED,
            Status.EXPIRED,
            Status.FAILED,
            Status.CANCELED);
  }

  @Test
  void validityIsTenHoursUnlessItIsGiven() {
    assertThat(client.send("Body", "x").terms().validity()).isEqualTo(Duration.ofHours(10));
    assertThat(client.send("Body", "x", "ValidityPeriod", "1").terms().validity())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(client.send("Body", "x", "ValidityPeriod", "36000").terms().validity())
        .isEqualTo(Duration.ofHours(10));
  }

  @ParameterizedTest
  @CsvSource({
    "2023-07-16T00:00:00Z, 2023-07-16T00:00:00Z",
    "2023-07-16T02:00:00.5+02:00, 2023-07-16T00:00:00.500Z",
    "2023-07-16T00:00:00, 2023-07-16T00:00:00Z"
  })
  void aScheduledMessageWaits(String given, String expected) {
    var answer = client.ask("Body", "x", "ScheduleType", "fixed", "SendAt", given);

    assertThat(answer.text("status")).isEqualTo("scheduled");
    var message = client.stored(answer);
    assertThat(message.status()).isEqualTo(Status.SCHEDULED);
    assertThat(message.terms().sendAt().orElseThrow()).hasToString(expected);
    assertThat(message.state().work().waitsFor()).isEqualTo(Wait.SCHEDULE);
  }

  @Test
  void smartEncodingSavesSegments() {
    var body = "“Quoted” – it’s all right… ".repeat(5);

    var smart = client.send("Body", body, "SmartEncoded", "true");
    var plain = client.send("Body", body);

    assertThat(smart.bill().encoding()).isEqualTo(Encoding.GSM7);
    assertThat(smart.content().words()).startsWith("\"Quoted\" - it's all right... ");
    assertThat(plain.bill().encoding()).isEqualTo(Encoding.UCS2);
    assertThat(plain.content().words()).isEqualTo(body);
    assertThat(smart.bill().segments()).isLessThan(plain.bill().segments());
  }

  @Test
  void announcedFeedbackHasItsPlace() {
    var answer = client.ask("Body", "x", "ProvideFeedback", "true");

    assertThat(answer.json().path("subresource_uris").path("feedback").asText())
        .endsWith("/Feedback.json");
  }

  @Test
  void whatWasSentHasAPlaceForFeedback() {
    var message = client.send("Body", "x");
    var path = Client.ACCOUNT + "/Messages/" + message.id().value().hex() + ".json";
    var before = client.get(path);

    house.change(message.id(), state -> state.raised(Status.SENT, House.OPENED));

    assertThat(before.json().path("subresource_uris").has("feedback")).isFalse();
    assertThat(client.get(path).json().path("subresource_uris").path("feedback").asText())
        .endsWith("/Feedback.json");
  }

  @Test
  void feedbackStandsInTheTrace() {
    var message = client.send("Body", "x");
    var path = Client.ACCOUNT + "/Messages/" + message.id().value().hex() + "/Feedback.json";

    assertThat(client.post(path, "Outcome", "unconfirmed").text("outcome"))
        .isEqualTo("unconfirmed");
    house.clock().advance(Duration.ofMinutes(1));
    var again = client.post(path, "Outcome", "unconfirmed");
    assertThat(again.text("date_created")).isEqualTo("Sat, 15 Jul 2023 14:30:00 +0000");
    assertThat(client.post(path).text("outcome")).isEqualTo("confirmed");
    assertThat(house.ports().traces().of(message.id()))
        .extracting(row -> row.detail())
        .containsExactly("feedback: unconfirmed", "feedback: confirmed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Attempt=2",
        "MaxPrice=0.05",
        "ForceDelivery=true",
        "ShortenUrls=true",
        "TrafficType=free",
        "RiskCheck=disable",
        "ContentRetention=retain",
        "AddressRetention=retain",
        "FallbackFrom=+14155556789",
        "SomethingElse=x"
      })
  void whatHasNoEffectHereIsTaken(String field) {
    var pair = field.split("=", 2);
    var plain = client.send("Body", "x");

    var message = client.send("Body", "x", pair[0], pair[1]);

    assertThat(message.terms()).isEqualTo(plain.terms());
    assertThat(message.content()).isEqualTo(plain.content());
    assertThat(message.origin()).isEqualTo(plain.origin());
  }

  @Test
  void whatATestKeySendsIsNotLive() {
    house.addKey("sk_test_0123456789", Scope.ALL_WORDS);

    var live = client.send("Body", "x");
    var test = new Client(house).as(House.SID, "sk_test_0123456789").send("Body", "x");

    assertThat(live.origin().place().live()).isTrue();
    assertThat(test.origin().place().live()).isFalse();
  }

  @Test
  void whatPolicyRefusesIsKeptUnderTheIdOfTheRequest() {
    var refused =
        client.post(
            Client.MESSAGES, "To", "+14155550123", "From", "+14155550199", "Body", "secret");
    var id =
        refused.fields().stream()
            .filter(field -> field.named("Twilio-Request-Id"))
            .map(Field::value)
            .findFirst()
            .orElseThrow();

    var kept = house.ports().refusals().of(house.account().id(), id);

    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().dialect()).isEqualTo("mycpaas");
    assertThat(kept.getFirst().refusal().fault()).isEqualTo(Fault.SENDER_NOT_REGISTERED);
    assertThat(kept.toString()).doesNotContain("secret").doesNotContain("+14155550123");
  }
}
