package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.engine.sender.CountryRules;
import io.carillon.front.House;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Content.Choices.Style;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Payload;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class V2RepliesTest {
  private static final MessageBody.Expanded NOTHING = MessageBody.Expanded.NOTHING;

  private final House house = new House();

  static List<Content> contents() {
    return List.of(
        new Content.Text("a \"quoted\" text"),
        new Content.Flash("now"),
        new Content.Binary(new Payload(new byte[] {1, 2}), Optional.empty()),
        new Content.Binary(new Payload(new byte[] {3}), Optional.of(new Content.Ports(9204, 0))),
        new Content.Media("b", List.of(new Content.Item("https://x/", "image/png", ""))),
        new Content.Location(1, 2, "", "Street 1"),
        new Content.Template("greeting", "en", Map.of("1", "Ann")),
        new Content.Choices("c", Style.BUTTONS, List.of(new Content.Choice("t", "p", ""))),
        new Content.Cards("d", false, List.of()),
        new Content.Contact("Ann", "BEGIN:VCARD"),
        new Content.File("https://x/", "application/pdf", "x.pdf", ""));
  }

  private Message message(Direction direction, Content content, Status status) {
    var none = Optional.<io.carillon.model.Fault>empty();
    return new Message(
        new MessageId(Id.v7(1, 2, 3)),
        new Message.Parties(
            house.account().id(),
            direction,
            Channel.RCS,
            Address.phone("+14155552671"),
            Address.phone("+14155550123")),
        content,
        new Message.Terms(
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            true,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty()),
        new Message.Bill(Encoding.NONE, 1, new Money(0, "USD")),
        new Message.Origin(Message.Place.NONE, "", Map.of(), Keepsake.NONE, ""),
        new Message.State(
            status,
            Message.Times.acceptedAt(House.OPENED),
            new Message.Facts(none, "", "", "", ""),
            Message.Work.NONE,
            List.of(),
            Message.Revision.FIRST));
  }

  private static JsonNode json(byte[] bytes) throws IOException {
    return new ObjectMapper().readTree(bytes);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyContentIsToldByItsKind(Content content) throws IOException {
    var node =
        json(V2Replies.message(message(Direction.OUTBOUND, content, Status.QUEUED), NOTHING));

    assertThat(node.get("content").get("kind").textValue())
        .isEqualToIgnoringCase(content.getClass().getSimpleName());
    assertThat(node.get("encoding").isNull()).isTrue();
  }

  @Test
  void whatIsNotKnownIsNull() throws IOException {
    var node =
        json(
            V2Replies.message(
                message(Direction.INBOUND, new Content.Text("Hi"), Status.RECEIVED), NOTHING));

    assertThat(node.get("direction").textValue()).isEqualTo("inbound");
    assertThat(node.get("status").textValue()).isEqualTo("received");
    for (var name : List.of("country", "network", "carrier", "error", "due", "webhook")) {
      assertThat(node.get(name).isNull()).as(name).isTrue();
    }
    assertThat(node.get("price").get("amount").textValue()).isEqualTo("0");
  }

  @Test
  void anAccountWithoutMoneyHasNoBalance() throws IOException {
    var node =
        json(
            V2Replies.account(
                house.account(), Optional.empty(), List.of(), CountryRules.shipped()));

    assertThat(node.get("balance").isNull()).isTrue();
    assertThat(node.get("senders")).isEmpty();
  }
}
