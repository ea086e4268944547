package io.carillon.engine.billing;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Allowance.Measure;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Usage;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanFiguresTest {
  private static final Id PLAN = new Id(1, 7);
  private static final String NAME = "AC" + ACCOUNT.value().hex();

  private final MemoryStore store = MemoryStore.atOnce();
  private final ManualClock clock = new ManualClock();
  private final MemoryMeters meters = new MemoryMeters();
  private final PlanFigures figures =
      new PlanFigures(store.accounts(), store.usages(), clock, meters);

  @BeforeEach
  void setUp() throws Exception {
    enroll(new Entry.OfAccount(Samples.account()));
    var day = Usage.day(clock.now());
    for (var country : List.of("US", "DE")) {
      var slot = new Usage.Slot(ACCOUNT, day, Channel.SMS, Direction.OUTBOUND, country, "USD");
      write(new Write.Counted(new Usage(slot, new Usage.Sum(30, 40, 2_000_000, Usage.Cost.NONE))));
    }
  }

  private void write(Write write) throws InterruptedException {
    store.commits().write(Samples.inside(write));
  }

  private void enroll(Entry entry) throws InterruptedException {
    write(new Write.Enrolled(entry, Samples.OCCASION));
  }

  private Resource assigned() {
    var facts = Map.of(Plans.ID, PLAN.hex());
    return resource(new Id(1, 8), Resource.Kind.SETTINGS, Plans.SETTING, facts);
  }

  private Resource resource(Id id, Resource.Kind kind, String name, Map<String, String> facts) {
    return new Resource(id, ACCOUNT, kind, name, facts, clock.now(), clock.now());
  }

  private void given(Plan.Limit... limits) throws InterruptedException {
    var plan = new Plan(PLAN, "Starter", List.of(limits));
    var kept = resource(PLAN, Resource.Kind.PLAN, plan.name(), plan.facts());
    enroll(new Entry.OfResource(kept));
    enroll(new Entry.OfResource(assigned()));
  }

  private static Plan.Limit limit(String country, Measure measure, long most) {
    var currency = measure == Measure.AMOUNT ? "USD" : "";
    return new Plan.Limit(Optional.empty(), country, measure, most, currency, false);
  }

  private long percent() {
    return meters.shown("plan.used_percent", "holder", NAME);
  }

  @Test
  void showsTheLimitOfWhichMostIsUsed() throws Exception {
    given(limit("", Measure.MESSAGES, 600), limit("DE", Measure.SEGMENTS, 100));

    figures.round();

    assertThat(percent()).isEqualTo(40);
  }

  @Test
  void showsMoreThanAllWhereALimitOnlyShows() throws Exception {
    given(limit("", Measure.AMOUNT, 3_000_000));

    figures.round();

    assertThat(percent()).isEqualTo(133);
  }

  @Test
  void beginsAnewWithTheMonth() throws Exception {
    given(limit("US", Measure.MESSAGES, 30));
    figures.round();
    assertThat(percent()).isEqualTo(100);

    clock.advance(Duration.ofDays(32));
    figures.round();

    assertThat(percent()).isZero();
  }

  @Test
  void forgetsWhoHasNoPlanAnyMore() throws Exception {
    given(limit("US", Measure.MESSAGES, 30));
    figures.round();

    enroll(new Entry.Dropped(assigned()));
    figures.round();

    assertThat(percent()).isZero();
  }
}
