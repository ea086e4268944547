package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.lane.Lane;
import io.carillon.engine.notify.Tellers.Kind;
import io.carillon.testkit.Samples;
import org.junit.jupiter.api.Test;

class TellersTest {
  private final Tellers tellers = new Tellers(8);
  private final NoticeLane quick = lane("quick");
  private final NoticeLane slow = lane("slow");
  private final NoticeLane other = lane("other");

  private NoticeLane lane(String name) {
    return new NoticeLane(name, Lane.Limits.USUAL, tellers, Samples.START);
  }

  private int takes(NoticeLane lane, Kind kind) {
    int taken = 0;
    while (tellers.take(lane, kind)) {
      taken++;
    }
    return taken;
  }

  @Test
  void slowOnesNeverTakeTheLastQuarter() {
    assertThat(takes(slow, Kind.SLOW)).isEqualTo(6);

    assertThat(takes(quick, Kind.QUICK)).isEqualTo(2);
    assertThat(tellers.taken()).isEqualTo(8);
    assertThat(tellers.waiting()).isEqualTo(2);
  }

  @Test
  void quickOnesTakeAllWhileNobodyElseWants() {
    assertThat(takes(quick, Kind.QUICK)).isEqualTo(8);
  }

  @Test
  void aQuickOneGivesUpAPlaceForSlowOnesBelowTheirQuarter() {
    takes(quick, Kind.QUICK);
    assertThat(tellers.take(slow, Kind.SLOW)).isFalse();

    assertThat(tellers.isWanted(Kind.QUICK)).isTrue();
    tellers.give(Kind.QUICK);

    assertThat(tellers.next()).contains(slow);
    assertThat(tellers.take(slow, Kind.SLOW)).isTrue();
  }

  @Test
  void placesGoRoundAmongThoseThatWait() {
    takes(slow, Kind.SLOW);
    tellers.take(other, Kind.SLOW);

    tellers.give(Kind.SLOW);
    assertThat(tellers.next()).contains(slow);
    tellers.take(slow, Kind.SLOW);
    tellers.take(slow, Kind.SLOW);
    tellers.give(Kind.SLOW);

    assertThat(tellers.next()).contains(other);
  }

  @Test
  void whereNobodyWaitsATellerKeepsItsPlace() {
    tellers.take(quick, Kind.QUICK);

    assertThat(tellers.isWanted(Kind.QUICK)).isFalse();
    assertThat(tellers.next()).isEmpty();
  }
}
