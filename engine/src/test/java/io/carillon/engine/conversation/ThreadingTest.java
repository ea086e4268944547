package io.carillon.engine.conversation;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Resource;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadingTest {
  private final Samples samples = new Samples(7);
  private final Message message = samples.message();

  private static List<Line> follows(String begin, Directory directory, Change change) {
    var policy = ConversationPolicy.policy();
    policy.adopt(Map.of("begin", begin));
    var threads = new Threads(new Clearance(() -> directory, ConsentPolicy.policy()));
    return new Threading(() -> directory, policy, threads)
        .follow(change).also().stream()
            .map(Write.Threaded.class::cast)
            .map(Write.Threaded::line)
            .toList();
  }

  private static Message inbound(Message message) {
    var parties = message.parties();
    return new Message(
        message.id(),
        new Message.Parties(
            ACCOUNT, Direction.INBOUND, parties.channel(), parties.to(), parties.from()),
        message.content(),
        message.terms(),
        message.bill(),
        message.origin(),
        message.state());
  }

  @Test
  void whatAPersonWritesBelongsToTheirConversationWithTheSender() {
    var line = follows("inbound", Directory.EMPTY, Change.of(inbound(message))).getFirst();

    assertThat(line.person()).isEqualTo(message.parties().to());
    assertThat(line.party()).isEqualTo(new Party(ACCOUNT, Reach.of(message.parties().from())));
    assertThat(line.message()).isEqualTo(message.id());
  }

  @Test
  void whatIsWrittenToThemCountsWhereTheAccountWantsIt() {
    assertThat(follows("inbound", Directory.EMPTY, Change.of(message))).isEmpty();
    assertThat(follows("all", Directory.EMPTY, Change.of(message))).hasSize(1);
    assertThat(follows("none", Directory.EMPTY, Change.of(inbound(message)))).isEmpty();
  }

  @Test
  void aChangeOfAMessageIsNoFurtherOne() {
    var change = new Change(Optional.of(message), Samples.delivered(message, START), List.of());

    assertThat(follows("all", Directory.EMPTY, change)).isEmpty();
  }

  @Test
  void aSenderCountsAsTheOldestPoolThatItIsIn() {
    var facts = Map.of("senders", message.parties().from().value());
    var pools =
        List.of(
            new Resource(
                new Id(2, 2), ACCOUNT, Resource.Kind.POOL, "b", facts, START.plusSeconds(1), START),
            new Resource(new Id(1, 1), ACCOUNT, Resource.Kind.POOL, "a", facts, START, START));
    var directory = new Directory(1, List.of(), List.of(), List.of(), pools);

    assertThat(follows("all", directory, Change.of(message)).getFirst().party().sender())
        .isEqualTo(Reach.ofPool(new Id(1, 1)));
  }

  @Test
  void aWindowClosesADayAfterWhatThePersonWroteLast() {
    var party = new Party(ACCOUNT, Reach.of(message.parties().from()));
    var heard =
        new Line(
            party,
            message.parties().to(),
            message.id(),
            Channel.WHATSAPP,
            Direction.INBOUND,
            START);
    var conversation = Conversation.begun(heard);
    var closes = START.plus(Duration.ofHours(24));
    var policy = WindowPolicy.policy().of(Directory.EMPTY, ACCOUNT);

    assertThat(Window.of(conversation, policy, closes.minusNanos(1)))
        .containsExactly(new Window(Channel.WHATSAPP, closes, true));
    assertThat(Window.of(conversation, policy, closes))
        .containsExactly(new Window(Channel.WHATSAPP, closes, false));
  }
}
