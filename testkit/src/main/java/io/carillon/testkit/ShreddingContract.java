package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.OCCASION;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Audit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Parties;
import io.carillon.model.port.Audits;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Start;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What becomes of messages whose account's keys are changed or destroyed.
public interface ShreddingContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void enroll(Entry entry) throws InterruptedException {
    var written = ports().commits().write(inside(new Write.Enrolled(entry, OCCASION)));
    assertThat(written).isEqualTo(new Result.Done());
  }

  private Message kept(Message message) throws InterruptedException {
    assertThat(ports().commits().write(accept(message))).isEqualTo(new Result.Done());
    return message;
  }

  private static Message keeping(Message message) {
    var origin = message.origin();
    var keepsake = new Keepsake("kept".getBytes(StandardCharsets.UTF_8));
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        message.terms(),
        message.bill(),
        new Origin(origin.place(), origin.reference(), origin.tags(), keepsake, origin.decision()),
        message.state());
  }

  private static Message of(AccountId account, Message message) {
    var parties = message.parties();
    return new Message(
        message.id(),
        new Parties(account, parties.direction(), parties.channel(), parties.from(), parties.to()),
        message.content(),
        message.terms(),
        message.bill(),
        message.origin(),
        message.state());
  }

  @Test
  default void whatWasShreddedSaysNothingAndAllElseStays() throws Exception {
    var samples = new Samples(1);
    var other = new AccountId(new Id(5, 6));
    var shredded = kept(keeping(samples.message(new Content.Text("said"))));
    var stays = kept(of(other, samples.message(new Content.Text("other"))));

    enroll(new Entry.Shredded(ACCOUNT));

    var silent = shredded.with(new Content.Shredded(), Keepsake.NONE);
    assertThat(ports().messages().find(shredded.id())).contains(silent);
    assertThat(ports().messages().find(stays.id())).contains(stays);
    for (var key : new History.Key[] {History.Key.ACCEPTED, History.Key.BODY}) {
      var page = ports().history().page(Filter.of(ACCOUNT), new Order(key, true), Start.FIRST, 10);
      assertThat(page.messages()).containsExactly(silent);
    }
  }

  @Test
  default void whatComesAfterwardsIsRead() throws Exception {
    var samples = new Samples(1);
    var before = kept(samples.message(new Content.Text("before")));
    enroll(new Entry.Shredded(ACCOUNT));

    var after = kept(samples.message(new Content.Text("after")));

    assertThat(ports().messages().find(after.id())).contains(after);
    assertThat(ports().messages().find(before.id()).orElseThrow().content())
        .isEqualTo(new Content.Shredded());
    enroll(new Entry.Shredded(ACCOUNT));
    assertThat(ports().messages().find(after.id()).orElseThrow().content())
        .isEqualTo(new Content.Shredded());
  }

  @Test
  default void aShreddedMessageStillChanges() throws Exception {
    var message = kept(new Samples(1).message());
    enroll(new Entry.Shredded(ACCOUNT));
    var read = ports().messages().find(message.id()).orElseThrow();

    var changed = Samples.claimed(read, 1, START);
    assertThat(ports().commits().write(inside(new Write.Changed(read, changed))))
        .isEqualTo(new Result.Done());

    assertThat(ports().messages().find(message.id())).contains(changed);
  }

  @Test
  default void anotherKeyLeavesEverythingReadable() throws Exception {
    var samples = new Samples(1);
    var before = kept(samples.message(new Content.Text("before")));

    enroll(new Entry.Resealed(ACCOUNT));
    var after = kept(samples.message(new Content.Text("after")));

    assertThat(ports().messages().find(before.id())).contains(before);
    assertThat(ports().messages().find(after.id())).contains(after);
  }

  @Test
  default void theAuditLogTellsOfBoth() throws Exception {
    enroll(new Entry.OfAccount(Samples.account()));
    enroll(new Entry.Resealed(ACCOUNT));
    enroll(new Entry.Shredded(ACCOUNT));

    var filter = new Audits.Filter(ACCOUNT, "content_key", "", Period.ANY);
    var lines = ports().audits().page(filter, true, OptionalLong.empty(), 10).lines();
    assertThat(lines)
        .extracting(Audit::action)
        .containsExactly(Audit.Action.ADDED, Audit.Action.REMOVED);
    assertThat(lines).allMatch(line -> line.subject().name().equals(ACCOUNT.toString()));
    assertThat(ports().accounts().directory().account(ACCOUNT)).map(Account::id).contains(ACCOUNT);
  }
}
