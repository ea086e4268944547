package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Result;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.store.fill.MadeUpHistory;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
  private static final MadeUpHistory.Plan PLAN =
      new MadeUpHistory.Plan(1_100, 3, Optional.of(ACCOUNT), START, Duration.ofDays(90), 1);

  @TempDir Path folder;

  private static List<Message> all() {
    var all = new ArrayList<Message>();
    new MadeUpHistory(PLAN).forEachRemaining(all::add);
    return all;
  }

  private static List<Message> of(AccountId account) {
    return all().stream().filter(message -> message.account().equals(account)).toList();
  }

  private static void fill(StoreSettings settings) throws InterruptedException {
    try (var filling = Filling.open(settings)) {
      assertThat(filling.isEmpty()).isTrue();
      var progress = new ArrayList<Long>();
      filling.fill(new MadeUpHistory(PLAN), progress::add);
      assertThat(filling.isEmpty()).isFalse();
      assertThat(progress.getLast()).isEqualTo(1_100);
    }
  }

  private static void assertFilled(Store store) {
    var filter = Filter.of(ACCOUNT);
    var page = store.history().page(filter, Order.OLDEST, Start.FIRST, 1_000);
    var made = of(ACCOUNT);
    assertThat(page.messages().size()).isEqualTo(made.size());
    for (int i = 0; i < made.size(); i++) {
      assertThat(page.messages().get(i)).isEqualTo(made.get(i));
    }
    for (var account : new MadeUpHistory(PLAN).accounts()) {
      assertThat(store.accounts().balance(account))
          .hasValueSatisfying(balance -> assertThat(balance.micros()).isZero());
    }
  }

  @Test
  void whatWasMadeUpIsThereAsIfItHadBeenSent() throws Exception {
    var settings = new StoreSettings.Sqlite(folder);
    fill(settings);

    try (var store = Store.open(settings, _ -> {})) {
      assertThat(store.isIndexed()).isTrue();
      assertFilled(store);
      assertThat(store.commits().write(Samples.accept(new Samples(1).message())))
          .isEqualTo(new Result.Done());
    }
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void postgresIsFilledToo() throws Exception {
    var settings = Opened.freshPostgres();
    fill(settings);

    try (var store = Store.open(settings, _ -> {})) {
      assertFilled(store);
    }
  }

  @Test
  void whatIsInUseIsNotFilled() {
    try (var _ = Opened.sqlite(folder)) {
      var settings = new StoreSettings.Sqlite(folder);
      assertThatThrownBy(() -> Filling.open(settings)).isInstanceOf(StoreTaken.class);
    }
  }

  @Test
  void aHistoryThatBreaksIsSaid() {
    try (var filling = Filling.open(new StoreSettings.Sqlite(folder))) {
      var broken = List.<Message>of().iterator();
      var breaking =
          new Iterator<Message>() {
            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public Message next() {
              return broken.next();
            }
          };
      assertThatThrownBy(() -> filling.fill(breaking, _ -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theShapeOfAHistoryIsAsItIsUsual() {
    var all = all();

    assertThat(all).isEqualTo(all()).hasSize(1_100);
    assertThat(all).isSortedAccordingTo(Order.OLDEST.comparator());
    assertThat(of(ACCOUNT)).hasSizeBetween(850, 960);
    assertThat(all).allMatch(message -> message.state().work().due().isEmpty());
    assertThat(all.getFirst().state().times().accepted())
        .isBetween(START.minus(Duration.ofDays(90)), START.minus(Duration.ofDays(89)));
    assertThat(all.getLast().state().times().accepted())
        .isBetween(START.minus(Duration.ofHours(3)), START);
    assertThat(all.stream().filter(message -> message.status().word().equals("delivered")))
        .hasSizeBetween(930, 1_040);
    assertThat(all.stream().map(message -> message.parties().direction()))
        .contains(Direction.INBOUND);
    assertThat(all.stream().map(message -> message.state().legs().size())).contains(0, 1, 2);
  }
}
