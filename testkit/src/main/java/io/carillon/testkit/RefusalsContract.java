package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Refused;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store keeps what policy refused.
public interface RefusalsContract {
  /// An account that shares the store.
  AccountId STRANGER = new AccountId(new Id(7, 7));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  @Test
  default void whatPolicyRefusedIsFoundByItsRequestUnderItsAccountOnly() throws Exception {
    var second = refused("req_1", 1, Refusal.of(Fault.FUNDS_SHORT, "", ""));
    var first = refused("req_1", 0, Refusal.of(Fault.OPTED_OUT, "to", "They said STOP."));
    var other = refused("req_2", 0, Refusal.of(Fault.SPAM, "text", ""));

    ports()
        .commits()
        .write(
            inside(
                new Write.Declined(second), new Write.Declined(first), new Write.Declined(other)));

    assertThat(ports().refusals().of(ACCOUNT, "req_1")).containsExactly(first, second);
    assertThat(ports().refusals().of(STRANGER, "req_1")).isEmpty();
    assertThat(ports().refusals().of(ACCOUNT, "req_3")).isEmpty();
  }

  @Test
  default void whatPolicyRefusedIsListedInItsOrderPageByPage() throws Exception {
    var written = new ArrayList<Refused>();
    for (int i = 0; i < 25; i++) {
      var fault = i % 3 == 0 ? Fault.SPAM : Fault.OPTED_OUT;
      var account = i % 5 == 4 ? STRANGER : ACCOUNT;
      var at = START.plusSeconds(i);
      written.add(refused(account, "req_" + i / 4, i % 4, Refusal.of(fault, "to", ""), at));
    }
    var writes = written.stream().<Write>map(Write.Declined::new).toArray(Write[]::new);
    ports().commits().write(inside(writes));
    var since = new Period(Optional.of(START.plusSeconds(3)), Optional.of(START.plusSeconds(21)));

    for (var filter :
        List.of(
            new Refusals.Filter(ACCOUNT, Optional.empty(), Period.ANY),
            new Refusals.Filter(ACCOUNT, Optional.of(Fault.SPAM), Period.ANY),
            new Refusals.Filter(ACCOUNT, Optional.of(Fault.OPTED_OUT), since),
            new Refusals.Filter(ACCOUNT, Optional.of(Fault.FUNDS_SHORT), Period.ANY))) {
      var passing = written.stream().filter(filter::passes).toList();
      assertThat(walked(filter, true)).isEqualTo(passing);
      assertThat(walked(filter, false)).isEqualTo(passing.reversed());
    }
  }

  private List<Refused> walked(Refusals.Filter filter, boolean oldest) {
    var found = new ArrayList<Refused>();
    var behind = Optional.<Refusals.Place>empty();
    for (boolean more = true; more; ) {
      var page = ports().refusals().page(filter, oldest, behind, 3).orElseThrow();
      found.addAll(page.refused());
      more = page.more();
      behind = found.stream().reduce((_, last) -> last).map(Refusals.Place::of);
    }
    return found;
  }

  @Test
  default void aPageOfWhatWasRefusedHasABoundAndBeginsBehindWhatStands() throws Exception {
    var own = refused("req_1", 0, Refusal.of(Fault.SPAM, "", ""));
    ports().commits().write(inside(new Write.Declined(own)));
    var all = new Refusals.Filter(ACCOUNT, Optional.empty(), Period.ANY);
    var foreign = new Refusals.Filter(STRANGER, Optional.empty(), Period.ANY);
    var behind = Optional.of(Refusals.Place.of(own));
    var refusals = ports().refusals();

    assertThat(refusals.page(all, false, behind, 1).orElseThrow().refused()).isEmpty();
    assertThat(refusals.page(all, false, Optional.of(new Refusals.Place("req_1", 1)), 1)).isEmpty();
    assertThat(refusals.page(foreign, false, behind, 1)).isEmpty();
    assertThatThrownBy(() -> refusals.page(all, false, behind, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> refusals.page(all, false, behind, Refusals.ROWS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Refused refused(String request, int index, Refusal refusal) {
    return refused(ACCOUNT, request, index, refusal, START);
  }

  private static Refused refused(
      AccountId account, String request, int index, Refusal refusal, Instant at) {
    return new Refused(
        account,
        request,
        index,
        "pantheon",
        Channel.SMS,
        "",
        Refused.masked("+14155552671"),
        refusal,
        "account recipient",
        at);
  }
}
