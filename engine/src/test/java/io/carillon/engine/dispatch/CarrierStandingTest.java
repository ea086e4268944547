package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.dispatch.CarrierStanding.Limit;
import io.carillon.engine.dispatch.CarrierStanding.Links;
import io.carillon.engine.dispatch.CarrierStanding.Rate;
import io.carillon.model.Channel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What limits a carrier, from the numbers.
class CarrierStandingTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Rate FREE = new Rate(0, 0, 0, NONE, NONE, false);
  private static final Links FULL = links(100, 0, NONE);
  private static final Links ROOMY = links(10, 90, NONE);
  private static final Machine CPU = machine(0.97, 0.2);
  private static final Machine DISK = machine(0.3, 0.95);

  private static Links links(int inUse, int free, Duration answer) {
    return new Links(1, 1, inUse, free, answer, "");
  }

  private static Rate measured(long parts) {
    return new Rate(0, 0, parts, NONE, NONE, false);
  }

  private static Rate rate(long limit, long measured) {
    return new Rate(limit, limit, measured, NONE, NONE, false);
  }

  private static Machine machine(double cpu, double disk) {
    return new Machine(
        new Machine.Cpu(cpu, 0.6, 4), new Machine.Disk(disk, Duration.ofNanos(12_340_000), 340));
  }

  private static CarrierStanding of(Links links, Rate rate, Machine machine, int waiting) {
    var closed = new CarrierStanding.Circuit(NONE, false);
    return new CarrierStanding(
        "a", Channel.SMS, links, rate, closed, NONE, waiting, false, machine);
  }

  private static CarrierStanding busy(Links links, Rate rate, Machine machine) {
    return of(links, rate, machine, 5);
  }

  @Test
  void itsRoutesMayLetLessGoThanItCouldTake() {
    var held = new Rate(0, 0, 5, NONE, NONE, true);
    assertThat(busy(ROOMY, held, Machine.IDLE).limit()).isEqualTo(Limit.ROUTE);
    assertThat(busy(FULL, held, Machine.IDLE).limit()).isEqualTo(Limit.LATENCY);

    var reached = new Rate(100, 100, 99, NONE, NONE, true);
    assertThat(busy(ROOMY, reached, Machine.IDLE).limit()).isEqualTo(Limit.RATE);
    assertThat(of(ROOMY, held, Machine.IDLE, 0).limit()).isEqualTo(Limit.NOTHING);
  }

  @Test
  void fullWindowsWithQuickAnswersAreTooSmall() {
    var standing = busy(links(100, 0, Duration.ofMillis(40)), measured(2_400), Machine.IDLE);

    assertThat(standing.limit()).isEqualTo(Limit.WINDOW);
    assertThat(standing.why())
        .isEqualTo(
            "100 parts are unanswered: its windows are full: an answer takes about 40 ms, so that"
                + " about 2500 parts go a second");
  }

  @Test
  void fullWindowsOfWhichNothingIsKnownAreOnlyFull() {
    var standing = busy(FULL, FREE, Machine.IDLE);

    assertThat(standing.limit()).isEqualTo(Limit.WINDOW);
    assertThat(standing.answersWithin()).isEmpty();
    assertThat(standing.why()).isEqualTo("100 parts are unanswered: its windows are full");
  }

  @Test
  void fullWindowsWithSlowAnswersAreAMatterOfLatency() {
    var byLinks = busy(links(10, 0, Duration.ofSeconds(4)), FREE, Machine.IDLE);
    var byRate = busy(FULL, measured(10), Machine.IDLE);

    assertThat(byLinks.limit()).isEqualTo(Limit.LATENCY);
    assertThat(byLinks.why())
        .isEqualTo(
            "its windows are full with 10 parts: an answer takes about 4 s, so that about 2.5"
                + " parts go a second");
    assertThat(byRate.limit()).isEqualTo(Limit.LATENCY);
    assertThat(byRate.answersWithin()).contains(Duration.ofSeconds(10));
  }

  @Test
  void aFarEndThatHasFallenSilentIsSlow() {
    var silent = new Rate(0, 0, 0, NONE, Duration.ofSeconds(20), false);
    var links = links(10, 0, Duration.ofMillis(20));

    assertThat(busy(links, silent, Machine.IDLE).limit()).isEqualTo(Limit.LATENCY);
    assertThat(busy(links, silent, Machine.IDLE).why())
        .contains("an answer takes about 20 s, so that about 0.5 parts go a second");
    assertThat(of(links, silent, Machine.IDLE, 0).answersWithin())
        .as("where nothing waits nothing is to go")
        .contains(Duration.ofMillis(20));
  }

  @Test
  void slowAnswersOnProcessorsWithoutTimeAreOurOwnFault() {
    assertThat(busy(FULL, measured(10), CPU).limit()).isEqualTo(Limit.CPU);
    assertThat(busy(FULL, measured(1_000), CPU).limit()).isEqualTo(Limit.WINDOW);
  }

  @Test
  void whereThereIsRoomBusyProcessorsLimit() {
    var standing = busy(ROOMY, FREE, CPU);

    assertThat(standing.limit()).isEqualTo(Limit.CPU);
    assertThat(standing.why()).isEqualTo("the 4 processors are 97 % busy, 60 % with this server");
    assertThat(busy(ROOMY, FREE, machine(0.89, 0)).limit()).isEqualTo(Limit.NOTHING);
  }

  @Test
  void whereThereIsRoomABusyStoreLimits() {
    var standing = busy(ROOMY, FREE, DISK);

    assertThat(standing.limit()).isEqualTo(Limit.DISK);
    assertThat(standing.why())
        .isEqualTo(
            "the store writes 95 % of the time: a group of commits takes 12.3 ms, 340 commits"
                + " wait");
    assertThat(busy(ROOMY, FREE, machine(0.95, 0.95)).limit()).isEqualTo(Limit.CPU);
  }

  @Test
  void aRateLimitsOnlyWhereItIsReachedOrNothingElseIsSeen() {
    assertThat(busy(ROOMY, rate(100, 99), DISK).limit()).isEqualTo(Limit.RATE);
    assertThat(busy(ROOMY, rate(100, 20), DISK).limit()).isEqualTo(Limit.DISK);
    assertThat(busy(ROOMY, rate(100, 20), Machine.IDLE).limit()).isEqualTo(Limit.RATE);
  }

  @Test
  void whereNothingWaitsNothingLimits() {
    assertThat(of(FULL, measured(10), CPU, 0).limit()).isEqualTo(Limit.NOTHING);
    assertThat(of(ROOMY, FREE, DISK, 0).why()).isEqualTo("it takes all there is");
  }
}
