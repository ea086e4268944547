package io.carillon.engine.conversation;

import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Resource;
import io.carillon.model.Resource.Kind;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final Address SENDER = Address.phone("+14155550100");
  private static final Address ADA = Address.phone("+14155552671");
  private static final Address BOB = Address.phone("+14155552672");

  private final Samples samples = new Samples(7);
  private final MemoryStore store = MemoryStore.atOnce();
  private final Threads threads =
      new Threads(new Clearance(store.accounts()::directory, ConsentPolicy.policy()));
  private final Lines lines = new Lines(store.messages(), store.history(), threads);

  private Message kept(Direction direction, Channel channel, Address from, Address to)
      throws Exception {
    var fresh = samples.message(new Content.Text("words"));
    var message =
        new Message(
            fresh.id(),
            new Message.Parties(fresh.account(), direction, channel, from, to),
            fresh.content(),
            fresh.terms(),
            fresh.bill(),
            fresh.origin(),
            fresh.state());
    store.commits().write(Samples.inside(new Write.Added(message)));
    return message;
  }

  @Test
  void bothDirectionsOfAllChannelsComePageByPageTheNewestFirst() throws Exception {
    var expected = new ArrayList<MessageId>();
    Message last = kept(Direction.INBOUND, Channel.SMS, ADA, SENDER);
    expected.addFirst(last.id());
    for (int i = 0; i < 7; i++) {
      kept(Direction.OUTBOUND, Channel.SMS, SENDER, BOB);
      last = kept(Direction.OUTBOUND, i % 2 == 0 ? Channel.MMS : Channel.SMS, SENDER, ADA);
      expected.addFirst(last.id());
    }
    var conversation = Conversation.begun(threads.line(last));

    var seen = new ArrayList<MessageId>();
    Optional<MessageId> behind = Optional.empty();
    do {
      var page = lines.page(conversation, ADA, behind, 3);
      page.messages().forEach(message -> seen.add(message.id()));
      behind = page.behind();
    } while (behind.isPresent());

    assertThat(seen).isEqualTo(expected);
    assertThat(lines.person(conversation)).contains(ADA);
    assertThat(conversation.life().created()).isEqualTo(START);
  }

  @Test
  void aPoolThatTakesASenderInLaterTakesNothingFromItsConversation() throws Exception {
    var written = kept(Direction.INBOUND, Channel.SMS, ADA, SENDER);
    var alone = Conversation.begun(threads.line(written));
    var facts = Map.of("senders", SENDER.value());
    var pool =
        new Resource(new Id(1, 1), alone.party().account(), Kind.POOL, "shop", facts, START, START);
    var entered = new Write.Enrolled(new Entry.OfResource(pool), Samples.OCCASION);
    store.commits().write(Samples.inside(entered));
    var after = kept(Direction.INBOUND, Channel.SMS, ADA, SENDER);
    var pooled = Conversation.begun(threads.line(after));

    assertThat(pooled.party()).isNotEqualTo(alone.party());
    for (var one : List.of(alone, pooled)) {
      assertThat(lines.page(one, ADA, Optional.empty(), 10).messages())
          .extracting(Message::id)
          .containsExactly(after.id(), written.id());
    }
  }

  @Test
  void aReplyGoesBackTheWayThatThePersonWroteLast() throws Exception {
    var written = kept(Direction.INBOUND, Channel.MMS, ADA, SENDER);
    var sent = kept(Direction.OUTBOUND, Channel.SMS, SENDER, ADA);
    var conversation = Conversation.begun(threads.line(written)).after(threads.line(sent));

    assertThat(lines.replied(conversation)).contains(new Lines.Answering(SENDER, ADA, Channel.MMS));
  }
}
