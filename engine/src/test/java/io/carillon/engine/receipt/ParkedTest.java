package io.carillon.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Half;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedTest {
  private static final Address OURS = Address.phone("+14155556789");
  private static final Address PERSON = Address.phone("+14155552671");

  private final Parked parked = new Parked();

  private static Half half(String farId, Verdict verdict, int second) {
    return new Half(
        "smsc",
        new Receipt(farId, -1, OURS, PERSON, verdict, "", ""),
        Samples.START.plusSeconds(second));
  }

  @Test
  void givesAllThatBearOneNameOldestFirstAndOnce() {
    var underway = half("far-1", Verdict.UNDERWAY, 1);
    var delivered = half("far-1", Verdict.DELIVERED, 2);
    parked.put(underway);
    parked.put(half("far-2", Verdict.DELIVERED, 3));
    parked.put(delivered);

    assertThat(parked.take("smsc", "far-1")).containsExactly(underway, delivered);
    assertThat(parked.take("smsc", "far-1")).isEmpty();
    assertThat(parked.size()).isEqualTo(1);
  }

  @Test
  void tellsCarriersApart() {
    parked.put(half("far-1", Verdict.DELIVERED, 1));

    assertThat(parked.take("other", "far-1")).isEmpty();
    assertThat(parked.between("other", OURS, PERSON)).isEmpty();
  }

  @Test
  void findsThemByWhoWroteToWhom() {
    var one = half("far-1", Verdict.DELIVERED, 1);
    var two = half("", Verdict.DELIVERED, 2);
    parked.put(one);
    parked.put(two);

    assertThat(parked.between("smsc", OURS, PERSON)).containsExactly(one, two);
    assertThat(parked.between("smsc", PERSON, OURS)).isEmpty();

    parked.remove(one);
    assertThat(parked.between("smsc", OURS, PERSON)).containsExactly(two);
  }

  @Test
  void keepsTheSameOneOnce() {
    parked.put(half("far-1", Verdict.DELIVERED, 1));
    parked.put(half("far-1", Verdict.DELIVERED, 1));

    assertThat(parked.size()).isEqualTo(1);
    parked.remove(half("far-1", Verdict.DELIVERED, 1));
    parked.remove(half("far-1", Verdict.DELIVERED, 1));
    assertThat(parked.size()).isZero();
  }

  @Test
  void forgetsTheOldestBeyondAHundredThousand() {
    for (int i = 0; i <= 100_000; i++) {
      parked.put(half("far-" + i, Verdict.DELIVERED, i));
    }

    assertThat(parked.size()).isEqualTo(100_000);
    assertThat(parked.take("smsc", "far-0")).isEmpty();
    assertThat(parked.take("smsc", "far-1")).hasSize(1);
  }

  private static Half aliased(String farId, String... aliases) {
    return new Half(
        "smsc",
        new Receipt(farId, -1, OURS, PERSON, Verdict.DELIVERED, "", "", List.of(aliases)),
        Samples.START);
  }

  @Test
  void givesOneOfSeveralNamesUnderEachAndOnce() {
    parked.put(aliased("16", "10", "22"));
    parked.put(aliased("7"));

    assertThat(parked.take("smsc", "22")).containsExactly(aliased("16", "10", "22"));
    assertThat(parked.take("smsc", "16")).isEmpty();
    assertThat(parked.take("smsc", "10")).isEmpty();
    assertThat(parked.size()).isEqualTo(1);
  }

  @Test
  void knowsOneOfSeveralNamesAsTheStoreKeepsIt() {
    parked.put(aliased("16", "10"));
    parked.put(aliased("16"));
    assertThat(parked.size()).isEqualTo(1);

    parked.remove(aliased("16"));

    assertThat(parked.size()).isZero();
    assertThat(parked.take("smsc", "10")).isEmpty();
  }
}
