package io.carillon.engine.conversation;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Content;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message.Parties;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowCheckTest {
  private static final Address SENDER = Address.phone("+14155550100");
  private static final Address PERSON = Address.phone("+14155552671");
  private static final Content TEXT = new Content.Text("hello");
  private static final Instant CLOSES = START.plus(Duration.ofHours(24));

  private static final WindowCheck.Heard BROKEN =
      (_, _) -> {
        throw new StoreException("it is broken");
      };

  private final MemoryStore store = MemoryStore.atOnce();
  private final MemoryMeters meters = new MemoryMeters();
  private final Policy<WindowPolicy> policy = WindowPolicy.policy();
  private final Policy<ConversationPolicy> kept = ConversationPolicy.policy();
  private final WindowCheck check = check(store.ports().conversations()::heard);

  private WindowCheck check(WindowCheck.Heard heard) {
    var threads = new Threads(new Clearance(() -> Directory.EMPTY, ConsentPolicy.policy()));
    return new WindowCheck(policy, kept, threads, heard, meters);
  }

  private void wrote(Channel channel, Instant at) throws InterruptedException {
    var party = new Party(ACCOUNT, Reach.of(SENDER));
    var id = new Samples(3).id();
    var line = new Line(party, PERSON, id, channel, Direction.INBOUND, at);
    store.ports().commits().write(inside(new Write.Threaded(line)));
  }

  private static Case asked(Channel channel, Content content, boolean live, Instant at) {
    var parties = new Parties(ACCOUNT, Direction.OUTBOUND, channel, SENDER, PERSON);
    var use = new Case.Use(Purpose.TRANSACTIONAL, live);
    return new Case(parties, "US", content, use, Directory.EMPTY, at);
  }

  private static Case free(Instant at) {
    return asked(Channel.WHATSAPP, TEXT, true, at);
  }

  private static Refusal refused(Verdict verdict) {
    return ((Verdict.Refused) verdict).refusal();
  }

  @Test
  void whoWroteLatelyMayBeWrittenToFreelyUntilTheWindowCloses() throws Exception {
    wrote(Channel.WHATSAPP, START);

    assertThat(check.of(free(CLOSES.minusNanos(1_000)))).isEqualTo(Verdict.PASSED);
    var refusal = refused(check.of(free(CLOSES)));

    assertThat(refusal.fault()).isEqualTo(Fault.WINDOW_CLOSED);
    assertThat(refusal.detail()).contains("whatsapp closed at " + CLOSES);
    assertThat(meters.counted("windows.found", "became", "refused")).isEqualTo(1);
  }

  @Test
  void whoNeverWroteThereGetsTemplatesOnly() throws Exception {
    wrote(Channel.SMS, START);
    var template = new Content.Template("hello", "en", Map.of());

    assertThat(refused(check.of(free(START))).detail()).contains("has not written to this sender");
    assertThat(check.of(asked(Channel.WHATSAPP, template, true, START))).isEqualTo(Verdict.PASSED);
  }

  @Test
  void theMomentAtWhichAMessageIsToGoCounts() throws Exception {
    wrote(Channel.WHATSAPP, START);

    assertThat(check.of(free(CLOSES.plusSeconds(1)))).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void nothingIsReadForChannelsWithoutWindowsTestsAndAccountsWithoutConversations() {
    var broken = check(BROKEN);

    assertThat(broken.of(asked(Channel.SMS, TEXT, true, START))).isEqualTo(Verdict.PASSED);
    assertThat(broken.of(asked(Channel.RCS, TEXT, true, START))).isEqualTo(Verdict.PASSED);
    assertThat(broken.of(asked(Channel.WHATSAPP, TEXT, false, START))).isEqualTo(Verdict.PASSED);
    kept.adopt(Map.of("begin", "none"));
    assertThat(broken.of(free(START))).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aStoreThatCannotBeReadIsSaidToBeDown() {
    assertThat(refused(check(BROKEN).of(free(START))).fault()).isEqualTo(Fault.STORE_DOWN);
  }

  @Test
  void accountsSayWhichChannelsHaveWindowsForHowLongAndWhatIsDone() throws Exception {
    wrote(Channel.RCS, START);
    var late = asked(Channel.RCS, TEXT, true, START.plus(Duration.ofHours(3)));
    policy.adopt(Map.of("channels", "rcs", "hours", "2", "outside", "mark"));

    assertThat(check.of(free(START))).isEqualTo(Verdict.PASSED);
    assertThat(check.of(late)).isInstanceOf(Verdict.Marked.class);
    assertThat(meters.counted("windows.found", "became", "marked")).isEqualTo(1);
    policy.adopt(Map.of("channels", "rcs", "hours", "4"));
    assertThat(check.of(late)).isEqualTo(Verdict.PASSED);
    policy.adopt(Map.of("outside", "off"));
    assertThat(check.of(free(START))).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    var problems =
        policy.problems(Map.of("outside", "maybe", "channels", "pigeon", "hours", "169"));

    assertThat(problems).containsOnlyKeys("outside", "channels", "hours");
  }
}
