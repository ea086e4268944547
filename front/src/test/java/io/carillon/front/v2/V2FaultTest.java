package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class V2FaultTest {
  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHasAStatusThatFitsItsBlameAndAWayOut(Fault fault) {
    var row = V2Fault.of(fault);

    assertThat(row.http()).isBetween(400, 503);
    assertThat(row.resolution()).endsWith(".").hasSizeLessThan(100);
    if (fault.blame() == Fault.Blame.CALLER) {
      assertThat(row.http()).isLessThan(500);
    }
  }
}
