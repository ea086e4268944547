package io.carillon.engine.conversation;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Policy;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Conversation.State;
import io.carillon.model.Direction;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Conversations.Filter;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Ports;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShelvingTest {
  private static final Party SHOP = new Party(ACCOUNT, Reach.of(Address.phone("+14155550100")));

  private final Ports ports = MemoryStore.atOnce().ports();
  private final Conversations conversations = ports.conversations();
  private final ManualClock clock = new ManualClock();
  private final MemoryMeters meters = new MemoryMeters();
  private final Policy<ConversationPolicy> policy = ConversationPolicy.policy();
  private final Shelving shelving =
      new Shelving(ports.accounts(), conversations, policy, clock, meters);

  @BeforeEach
  void open() throws Exception {
    ports
        .commits()
        .write(
            inside(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION)));
  }

  private Conversation begun(int number) throws InterruptedException {
    var person = Address.phone("+1415555267" + number);
    var id = new Samples(number).id();
    var at = START.plusSeconds(number);
    var line = new Line(SHOP, person, id, Channel.SMS, Direction.INBOUND, at);
    ports.commits().write(inside(new Write.Threaded(line)));
    return conversations
        .page(Filter.of(ACCOUNT).of(person), Optional.empty(), 1)
        .conversations()
        .getFirst();
  }

  private void close(Conversation one, Instant at) throws InterruptedException {
    var closed = one.with(one.tail(), one.care().with(State.CLOSED), at);
    var guards = List.<Guard>of(Guard.AsRead.of(one));
    ports.commits().write(new Commit(Urgency.ACCEPT, guards, List.of(new Write.Tended(closed))));
  }

  private List<Conversation> kept() {
    return conversations.page(Filter.of(ACCOUNT), Optional.empty(), 100).conversations();
  }

  @Test
  void whatWasClosedForLongEnoughIsDroppedAndNothingElse() throws Exception {
    policy.adopt(Map.of("closed", "30d"));
    var old = begun(1);
    close(old, START.plusSeconds(10));
    var later = begun(2);
    close(later, START.plus(Duration.ofDays(20)));
    var open = begun(3);

    clock.jumpTo(START.plus(Duration.ofDays(31)));
    shelving.round();

    assertThat(kept()).extracting(Conversation::id).containsExactly(open.id(), later.id());
    assertThat(meters.counted("conversations.dropped")).isEqualTo(1);
  }

  @Test
  void manyAreDroppedRoundByRound() throws Exception {
    policy.adopt(Map.of("closed", "7d"));
    for (int number = 1; number <= 9; number++) {
      close(begun(number), START.plusSeconds(20));
    }
    clock.jumpTo(START.plus(Duration.ofDays(8)));

    shelving.round();
    shelving.round();

    assertThat(kept()).isEmpty();
  }

  @Test
  void asShippedNothingIsDropped() throws Exception {
    close(begun(1), START);
    clock.jumpTo(START.plus(Duration.ofDays(36_000)));

    shelving.round();

    assertThat(kept()).hasSize(1);
  }

  @Test
  void lessThanAWeekIsNoTimeToKeepThem() {
    assertThat(policy.problems(Map.of("closed", "6d"))).containsOnlyKeys("closed");
    assertThat(policy.problems(Map.of("closed", "never"))).containsOnlyKeys("closed");
    assertThat(policy.problems(Map.of("closed", "ever"))).isEmpty();
  }
}
