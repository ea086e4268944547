package io.carillon.testkit;

import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Address;
import io.carillon.model.Learned;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts.Source;
import io.carillon.model.port.Networks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store does with the networks of numbers.
public interface NetworksContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Learned learned(long mark, String name, long second) {
    return new Learned(
        mark, new Network("310", "410", name), Source.RECEIPT, START.plusSeconds(second));
  }

  @Test
  default void aNumberHasItsMarkForEver() throws Exception {
    var networks = ports().networks();
    var number = Address.phone("+14155550100");
    var other = Address.phone("+14155550101");

    long mark = networks.marks().of(number);

    assertThat(networks.marks().of(number)).isEqualTo(mark);
    assertThat(networks.marks().of(other)).isNotEqualTo(mark);
  }

  @Test
  default void whatWasLearnedLastOfANumberIsKept() throws Exception {
    var networks = ports().networks();
    var bare = new Learned(-7, new Network("", "", "Süd"), Source.HTTP, START);

    networks.keep(List.of(learned(1, "first", 1), learned(1, "last", 3), learned(1, "mid", 2)));
    networks.keep(List.of(learned(1, "late", 2), bare));

    assertThat(networks.of(1)).contains(learned(1, "last", 3));
    assertThat(networks.of(-7)).contains(bare);
    assertThat(networks.of(2)).isEmpty();
    networks.keep(List.of(learned(1, "newer", 4)));
    assertThat(networks.of(1)).contains(learned(1, "newer", 4));
  }

  @Test
  default void theNewestNetworksComeFirst() throws Exception {
    var networks = ports().networks();
    networks.keep(List.of(learned(1, "a", 1), learned(2, "b", 3), learned(3, "c", 2)));

    assertThat(networks.newest(2)).containsExactly(learned(2, "b", 3), learned(3, "c", 2));
    assertThat(networks.newest(Integer.MAX_VALUE)).hasSize(3);
  }

  @Test
  default void networksThatAreOldOrTooManyAreDroppedOldestFirst() throws Exception {
    var networks = ports().networks();
    var many = new ArrayList<Learned>();
    for (int i = 0; i < 1_200; i++) {
      many.add(learned(i, "x", i));
    }
    networks.keep(many);

    assertThat(networks.trim(START.plusSeconds(550), 600)).isEqualTo(600);

    assertThat(networks.of(599)).isEmpty();
    assertThat(networks.of(600)).isPresent();
    assertThat(networks.trim(START.plusSeconds(550), 600)).isZero();
  }

  @Test
  default void tooManyNetworksAtATimeAreRefused() {
    var many = Collections.nCopies(Networks.ROWS_MAX + 1, learned(1, "x", 1));

    assertThatThrownBy(() -> ports().networks().keep(many))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
