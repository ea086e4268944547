package io.carillon.engine.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.amend.Amendments;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes after the time for which its account keeps it.
class LapsingTest {
  private static final Content GONE = new Content.Text("");

  private final Rig rig = new Rig();
  private final Policy<Keeping> policy = Keeping.policy();
  private final Lapsing lapsing = lapsing();

  private Lapsing lapsing() {
    return new Lapsing(
        new Lapsing.Reading(
            rig.store.accounts(), rig.store.history(), rig.store.messages(), rig.store.notices()),
        policy,
        new Amendments(rig.desk, rig.store.commits(), rig.store.messages(), rig.clock, rig.tasks),
        rig.clock,
        rig.meters);
  }

  @BeforeEach
  void anAccount() {
    rig.write(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION));
  }

  private Message delivered(String farId) {
    var message = rig.added();
    rig.taken(farId);
    rig.receipt(Rig.receipt(message, farId, 0, Verdict.DELIVERED));
    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
    return message;
  }

  private void roundAfter(int days) throws Exception {
    rig.clock.advance(Duration.ofDays(days));
    lapsing.round(true);
  }

  private long counted(String what) {
    return rig.meters.counted("keeping.forgotten", "what", what);
  }

  @Test
  void wordsGoOnceTheirTimeIsOver() throws Exception {
    policy.adopt(Map.of("bodies", "30d"));
    var message = delivered("far-1");

    roundAfter(29);
    assertThat(rig.kept(message).content()).isEqualTo(message.content());
    roundAfter(2);
    assertThat(rig.kept(message).content()).isEqualTo(GONE);
    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
    roundAfter(1);
    assertThat(counted("bodies")).isEqualTo(1);
  }

  @Test
  void aChannelThatIsKeptForEverStays() throws Exception {
    policy.adopt(Map.of("bodies", "1d sms:ever"));
    var message = delivered("far-1");

    roundAfter(400);

    assertThat(rig.kept(message).content()).isEqualTo(message.content());
  }

  @Test
  void anUntrustedClockLetsNothingAge() throws Exception {
    policy.adopt(Map.of("bodies", "1d"));
    var message = delivered("far-1");
    rig.clock.advance(Duration.ofDays(2));

    lapsing.round(false);
    assertThat(rig.kept(message).content()).isEqualTo(message.content());
    lapsing.round(true);
    assertThat(rig.kept(message).content()).isEqualTo(GONE);
  }

  @Test
  void whatWaitsToBeSentIsLookedAtAgain() throws Exception {
    policy.adopt(Map.of("bodies", "1d"));
    var message = rig.added();

    roundAfter(2);
    assertThat(rig.kept(message).content()).isEqualTo(message.content());
    rig.answer(rig.open(), new Outcome.Taken("far-1"));
    roundAfter(0);

    assertThat(rig.kept(message).content()).isEqualTo(GONE);
  }

  @Test
  void whatReceiptsNeedStaysUntilTheLastOfThem() throws Exception {
    policy.adopt(Map.of("bodies", "1d"));
    var kept = new Keepsake("needed".getBytes(StandardCharsets.UTF_8));
    var message = rig.added(rig.samples.message().with(new Content.Text("said"), kept));
    rig.taken("far-1");

    roundAfter(2);
    assertThat(rig.kept(message).content()).isEqualTo(GONE);
    assertThat(rig.kept(message).origin().keepsake()).isEqualTo(kept);
    rig.receipt(Rig.receipt(message, "far-1", 0, Verdict.DELIVERED));
    roundAfter(0);

    assertThat(rig.kept(message).origin().keepsake()).isEqualTo(Keepsake.NONE);
  }

  @Test
  void whatAPersonWroteGoesWhenItsWebhookWasTold() throws Exception {
    policy.adopt(Map.of("bodies", "never"));
    rig.herald.inbox(Rig.HOOK);
    rig.herald.endpoint(_ -> new Telling.NotNow(500, "busy", Optional.empty()));
    var to = rig.samples.message().parties().from();
    rig.carrier.report(
        new Arrived(
            Channel.SMS, Address.phone("+14155550001"), to, new Content.Text("to be forgotten")));
    rig.tasks.settle();
    var kept = rig.herald.tried().getFirst().message();

    lapsing.round(false);
    assertThat(rig.kept(kept).content()).isEqualTo(new Content.Text("to be forgotten"));
    rig.herald.endpoint(_ -> new Telling.Told(200));
    rig.tasks.pass(Duration.ofHours(1));
    rig.notify.sweep();
    rig.tasks.settle();
    lapsing.round(false);

    assertThat(rig.kept(kept).content()).isEqualTo(GONE);
  }

  @Test
  void whatACrashCameBetweenIsFoundByTheNextProcess() throws Exception {
    policy.adopt(Map.of("bodies", "1d"));
    var message = delivered("far-1");
    rig.clock.advance(Duration.ofDays(2));
    var next = rig.restarted();
    new Lapsing(
            new Lapsing.Reading(
                next.store.accounts(),
                next.store.history(),
                next.store.messages(),
                next.store.notices()),
            policy,
            new Amendments(
                next.desk, next.store.commits(), next.store.messages(), next.clock, next.tasks),
            next.clock,
            next.meters)
        .round(true);

    assertThat(next.kept(message).content()).isEqualTo(GONE);
  }

  @Test
  void mediaGoByThemselvesAndRecordsAsAWhole() throws Exception {
    policy.adopt(Map.of("media", "1d", "records", "10d"));
    var item = new Content.Item("https://example.com/a.png", "image/png", "");
    var message = rig.samples.message(new Content.Media("words", List.of(item, item)));
    var ended = message.with(message.state().raised(Status.CANCELED, rig.clock.now()));
    var work = ended.state().work().waiting(Wait.NOTHING, Optional.empty());
    rig.write(new Write.Added(ended.with(ended.state().with(ended.state().facts(), work))));

    roundAfter(2);
    assertThat(rig.kept(message).content()).isEqualTo(new Content.Media("words", List.of()));
    assertThat(counted("media")).isEqualTo(1);

    roundAfter(9);
    assertThat(rig.store.messages().find(message.id())).isEmpty();
    assertThat(counted("records")).isEqualTo(1);
  }
}
