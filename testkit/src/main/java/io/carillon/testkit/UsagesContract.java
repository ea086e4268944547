package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Secret;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.model.port.Usages;
import io.carillon.model.port.Usages.Filter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store adds up what is used.
public interface UsagesContract {
  /// The day of the first sample.
  LocalDate DAY = Usage.day(START);

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void count(Slot slot, Sum... sums) throws InterruptedException {
    for (var sum : sums) {
      var write = new Write.Counted(new Usage(slot, sum));
      assertThat(ports().commits().write(inside(write))).isEqualTo(new Result.Done());
    }
  }

  private static Slot slot(int day, Channel channel, String country) {
    return new Slot(ACCOUNT, DAY.plusDays(day), channel, Direction.OUTBOUND, country, "USD");
  }

  private static Filter days(int from, int until) {
    return Filter.of(ACCOUNT, DAY.plusDays(from), DAY.plusDays(until));
  }

  @Test
  default void whatIsCountedIsAddedToItsSlot() throws Exception {
    var slot = slot(0, Channel.SMS, "US");
    var other =
        new Slot(new AccountId(new Id(7, 7)), DAY, Channel.SMS, slot.direction(), "", "USD");
    count(
        slot,
        new Sum(1, 2, 300, Cost.NONE),
        new Sum(0, 0, 0, new Cost(40, 1)),
        new Sum(0, 0, -300, Cost.NONE));
    count(other, new Sum(9, 9, 9, new Cost(9, 9)));
    var both = new Write.Counted(new Usage(slot, new Sum(1, 1, 5, Cost.NONE)));
    assertThat(ports().commits().write(inside(both, both))).isEqualTo(new Result.Done());

    assertThat(ports().books().usages().page(days(0, 1), Optional.empty(), 10))
        .containsExactly(new Usage(slot, new Sum(3, 4, 10, new Cost(40, 1))));
  }

  @Test
  default void rowsAreReadInTheirOrderPageByPage() throws Exception {
    var slots =
        List.of(
            slot(0, Channel.SMS, ""),
            slot(0, Channel.SMS, "DE"),
            slot(0, Channel.SMS, "US"),
            slot(0, Channel.MMS, "DE"),
            slot(1, Channel.SMS, "DE"),
            slot(2, Channel.SMS, "DE"));
    for (var slot : slots.reversed()) {
      count(slot, new Sum(1, 1, 10, new Cost(1, 1)));
    }

    assertThat(walked(days(0, 3))).containsExactlyElementsOf(slots);
    assertThat(walked(days(0, 2))).containsExactlyElementsOf(slots.subList(0, 5));
    assertThat(walked(days(1, 9))).containsExactlyElementsOf(slots.subList(4, 6));
    var mms =
        new Filter(ACCOUNT, DAY, DAY.plusDays(1), Optional.of(Channel.MMS), Optional.empty(), "DE");
    assertThat(walked(mms)).containsExactly(slots.get(3));
    var inbound =
        new Filter(
            ACCOUNT, DAY, DAY.plusDays(1), Optional.empty(), Optional.of(Direction.INBOUND), "");
    assertThat(walked(inbound)).isEmpty();
    assertThatThrownBy(
            () -> ports().books().usages().page(mms, Optional.empty(), Usages.ROWS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Slot> walked(Filter filter) {
    var found = new ArrayList<Slot>();
    List<Usage> page;
    do {
      var behind = found.isEmpty() ? Optional.<Slot>empty() : Optional.of(found.getLast());
      page = ports().books().usages().page(filter, behind, 2);
      page.forEach(usage -> found.add(usage.slot()));
    } while (page.size() == 2);
    return found;
  }

  @Test
  default void totalsGoOverDaysAndCountries() throws Exception {
    count(slot(0, Channel.SMS, "US"), new Sum(1, 2, 30, new Cost(4, 1)));
    count(slot(1, Channel.SMS, "DE"), new Sum(1, 1, 10, new Cost(1, 1)));
    count(slot(1, Channel.MMS, "DE"), new Sum(5, 5, 50, new Cost(5, 5)));
    count(slot(9, Channel.SMS, "DE"), new Sum(7, 7, 7, new Cost(7, 7)));

    assertThat(ports().books().usages().total(days(0, 2)))
        .containsExactly(
            new Usages.Total(
                Channel.SMS, Direction.OUTBOUND, "USD", new Sum(2, 3, 40, new Cost(5, 2))),
            new Usages.Total(
                Channel.MMS, Direction.OUTBOUND, "USD", new Sum(5, 5, 50, new Cost(5, 5))));
    assertThat(ports().books().usages().total(days(20, 30))).isEmpty();
  }

  @Test
  default void aFamilyIsAnAccountAndAllBelowIt() throws Exception {
    var child = below(new AccountId(new Id(8, 8)), ACCOUNT);
    var grandchild = below(new AccountId(new Id(9, 9)), child);
    var stranger = new AccountId(new Id(7, 7));
    for (var account : List.of(ACCOUNT, child, grandchild, stranger)) {
      count(
          new Slot(account, DAY, Channel.SMS, Direction.OUTBOUND, "US", "USD"),
          new Sum(1, 2, 30, new Cost(4, 1)));
    }

    assertThat(ports().books().usages().totalOfFamily(days(0, 1)))
        .containsExactly(
            new Usages.Total(
                Channel.SMS, Direction.OUTBOUND, "USD", new Sum(3, 6, 90, new Cost(12, 3))));
    assertThat(ports().books().usages().totalOfFamily(Filter.of(child, DAY, DAY.plusDays(1))))
        .extracting(total -> total.sum().messages())
        .containsExactly(2L);
    assertThat(ports().books().usages().totalOfFamily(days(1, 9))).isEmpty();
  }

  private AccountId below(AccountId id, AccountId parent) throws InterruptedException {
    var account =
        new Account(
            id,
            "Below",
            Account.Standing.ACTIVE,
            START,
            new Secret("token"),
            new Secret("whsec"),
            Optional.of(parent));
    var write = new Write.Enrolled(new Commit.Entry.OfAccount(account), Samples.OCCASION);
    assertThat(ports().commits().write(inside(write))).isEqualTo(new Result.Done());
    return id;
  }
}
