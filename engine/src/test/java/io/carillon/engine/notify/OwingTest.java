package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.change.Change;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwingTest {
  private static final Instant NOW = Samples.START.plusSeconds(9);

  private final Rig rig = new Rig();

  private Owing owing() {
    return new Owing(rig.store.accounts()::directory);
  }

  private static Change change(Message before, Message after) {
    return new Change(Optional.of(before), after, List.of());
  }

  private static Message raised(Message before, Status status) {
    return Samples.changed(before, before.state().raised(status, NOW));
  }

  private static List<Notice> owed(Change change) {
    return change.also().stream().map(row -> ((Write.Owed) row).notice()).toList();
  }

  @Test
  void owesANoticeOfAChangeThatWasAskedFor() {
    var before = rig.told(Status.SENT);
    var after = raised(before, Status.SENT);

    var followed = owing().follow(change(before, after));

    assertThat(owed(followed))
        .containsExactly(
            new Notice(
                after.id(),
                1,
                "pantheon",
                Samples.ACCOUNT.value().hex() + " https://hook.example",
                Rig.HOOK,
                new Notice.Change(Status.SENT, NOW, Optional.empty()),
                Notice.Telling.owedAt(NOW)));
    assertThat(followed.after().state().revision().notices()).isEqualTo(1);
    assertThat(followed.after().state().rev()).isEqualTo(after.state().rev());
  }

  @Test
  void tellsWhyItEnded() {
    var before = rig.told(Status.FAILED);
    var facts = before.state().facts().faulted(Optional.of(Fault.REJECTED), "0x0b");
    var state = before.state().with(facts, before.state().work());
    var after = Samples.changed(before, state.raised(Status.FAILED, NOW));

    var notice = owed(owing().follow(change(before, after))).getFirst();

    assertThat(notice.change().fault()).contains(Fault.REJECTED);
  }

  @Test
  void numbersTheNoticesOfAMessage() {
    var before = rig.told(Status.SENDING, Status.SENT);
    var sending = owing().follow(change(before, raised(before, Status.SENDING))).after();
    var sent = owing().follow(change(sending, raised(sending, Status.SENT)));

    assertThat(owed(sent)).extracting(Notice::sequence).containsExactly(2);
  }

  @Test
  void owesNothingOfAChangeThatNobodyAskedFor() {
    var before = rig.told(Status.DELIVERED);
    var change = change(before, raised(before, Status.SENT));

    assertThat(owing().follow(change)).isEqualTo(change);
  }

  @Test
  void owesNothingWithoutAWebhook() {
    var before = rig.samples.message();
    var change = change(before, raised(before, Status.SENT));

    assertThat(owing().follow(change)).isEqualTo(change);
  }

  @Test
  void owesNothingWhereTheStatusStays() {
    var before = raised(rig.told(Status.values()), Status.SENT);
    var again = change(before, Samples.worked(before, before.state().work()));

    assertThat(owing().follow(again)).isEqualTo(again);
  }

  @Test
  void tellsOfANewMessageOnlyThatItIsMoreThanQueued() {
    var queued = Change.of(rig.told(Status.values()));
    var claimed = Change.of(raised(rig.told(Status.values()), Status.SENDING));

    assertThat(owed(owing().follow(queued))).isEmpty();
    assertThat(owed(owing().follow(claimed)))
        .extracting(notice -> notice.change().status())
        .containsExactly(Status.SENDING);
  }
}
