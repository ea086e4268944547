package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Account;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Audit;
import io.carillon.model.Audit.Action;
import io.carillon.model.Author;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Occasion;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.port.Audits;
import io.carillon.model.port.History.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store tells of changes of its small tables.
public interface AuditsContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  /// Who changes, in these tests.
  Occasion BY = new Occasion(START, new Author("a1", "key key_1", "192.0.2.7", "req_1"));

  private void enroll(Entry... entries) throws InterruptedException {
    var writes = new Write[entries.length];
    for (int i = 0; i < entries.length; i++) {
      writes[i] = new Write.Enrolled(entries[i], BY);
    }
    assertThat(ports().commits().write(inside(writes))).isEqualTo(new Result.Done());
  }

  private List<Audit> lines(Audits.Filter filter) {
    return ports().audits().page(filter, true, OptionalLong.empty(), 100).lines();
  }

  private static Audits.Filter all() {
    return new Audits.Filter(ACCOUNT, "", "", Period.ANY);
  }

  private static Resource resource(Map<String, String> facts) {
    return new Resource(
        new Samples(4).id().value(),
        ACCOUNT,
        Resource.Kind.APPLICATION,
        "app",
        facts,
        START,
        START);
  }

  @Test
  default void aChangeTellsWhatDiffersAndNoSecret() throws Exception {
    var account = Samples.account();
    enroll(new Entry.OfAccount(account));
    enroll(new Entry.OfAccount(account.with("Other", Account.Standing.SUSPENDED)));
    enroll(
        new Entry.OfAccount(
            account
                .with("Other", Account.Standing.SUSPENDED)
                .withToken(new Secret("another-token"))));

    var lines = lines(all());

    assertThat(lines).extracting(Audit::number).containsExactly(1L, 2L, 3L);
    assertThat(lines).extracting(Audit::by).containsOnly(BY);
    assertThat(lines)
        .extracting(Audit::action)
        .containsExactly(Action.ADDED, Action.CHANGED, Action.CHANGED);
    assertThat(lines.get(0).after())
        .containsEntry("token", "***")
        .containsEntry("standing", "active");
    assertThat(lines.get(1).before())
        .isEqualTo(Map.of("name", account.name(), "standing", "active"));
    assertThat(lines.get(1).after()).isEqualTo(Map.of("name", "Other", "standing", "suspended"));
    assertThat(lines.get(2).after()).isEqualTo(Map.of("token", "***"));
    assertThat(lines.toString()).doesNotContain("another-token", account.webhookSecret().reveal());
  }

  @Test
  default void whatIsPutAsItStandsIsNoChange() throws Exception {
    enroll(new Entry.OfAccount(Samples.account()));
    enroll(new Entry.OfAccount(Samples.account()));

    assertThat(lines(all())).hasSize(1);
  }

  @Test
  default void keysSendersAndResourcesAreTold() throws Exception {
    var key =
        new ApiKey(
            "key_1",
            ACCOUNT,
            "00",
            ApiKey.About.named("first"),
            ApiKey.Grant.live(Set.of("b", "a")),
            ApiKey.Life.since(START));
    var sender = new Sender(ACCOUNT, Address.phone("+14155550100"), "");
    var facts = Map.of("sms_url", "https://me:pw@h.example/in?token=t", "auth_password", "pw");
    enroll(new Entry.OfAccount(Samples.account()));
    enroll(new Entry.OfKey(key), new Entry.OfSender(sender), new Entry.OfResource(resource(facts)));
    enroll(new Entry.OfKey(key.revoked(START)));
    enroll(new Entry.Released(sender));
    enroll(new Entry.Dropped(resource(facts)));

    assertThat(lines(new Audits.Filter(ACCOUNT, "key", "key_1", Period.ANY)))
        .extracting(Audit::action)
        .containsExactly(Action.ADDED, Action.CHANGED);
    assertThat(lines(new Audits.Filter(ACCOUNT, "key", "", Period.ANY)).getFirst().after())
        .containsEntry("scopes", "a b");
    var resources = lines(new Audits.Filter(ACCOUNT, "application", "", Period.ANY));
    assertThat(resources).extracting(Audit::action).containsExactly(Action.ADDED, Action.REMOVED);
    assertThat(resources.getFirst().after())
        .containsEntry("sms_url", "https://h.example/in")
        .containsEntry("auth_password", "***");
    assertThat(resources.getLast().before()).isEqualTo(resources.getFirst().after());
    assertThat(lines(new Audits.Filter(ACCOUNT, "sender", "", Period.ANY)))
        .extracting(Audit::action)
        .containsExactly(Action.ADDED, Action.REMOVED);
  }

  @Test
  default void pagesGoBothWays() throws Exception {
    var account = Samples.account();
    for (int i = 1; i <= 5; i++) {
      enroll(new Entry.OfAccount(account.with("name " + i, Account.Standing.ACTIVE)));
    }
    var audits = ports().audits();

    var newest = audits.page(all(), false, OptionalLong.empty(), 2);
    assertThat(newest.lines()).extracting(Audit::number).containsExactly(5L, 4L);
    assertThat(newest.more()).isTrue();
    var next = audits.page(all(), false, OptionalLong.of(4), 3);
    assertThat(next.lines()).extracting(Audit::number).containsExactly(3L, 2L, 1L);
    assertThat(next.more()).isFalse();
    var up = audits.page(all(), true, OptionalLong.of(3), 10);
    assertThat(up.lines()).extracting(Audit::number).containsExactly(4L, 5L);
    var until = new Period(Optional.empty(), Optional.of(START));
    assertThat(lines(new Audits.Filter(ACCOUNT, "", "", until))).isEmpty();
  }
}
