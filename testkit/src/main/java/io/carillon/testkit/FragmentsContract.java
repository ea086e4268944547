package io.carillon.testkit;

import static io.carillon.testkit.Samples.LANE;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.port.Fragments.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with parts of what persons wrote.
public interface FragmentsContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    assertThat(results.get(10, TimeUnit.SECONDS)).containsOnly(new Result.Done());
  }

  private static Write kept(long series, int number) {
    return new Write.Fragmented(fragment(series, number));
  }

  private static Fragment fragment(long series, int number) {
    return Samples.fragment(new Id(0, series), number, 3, START.plusSeconds(number));
  }

  private List<Fragment> all() {
    return ports().fragments().after(Place.FIRST, 10);
  }

  @Test
  default void fragmentsComeBackAsTheyWereBySeriesAndNumber() throws Exception {
    group(inside(kept(2, 1)), inside(kept(1, 3), kept(1, 1)));

    assertThat(all()).containsExactly(fragment(1, 1), fragment(1, 3), fragment(2, 1));
    assertThat(ports().fragments().count()).isEqualTo(3);
    var behind = Place.of(fragment(1, 1));
    assertThat(ports().fragments().after(behind, 1)).containsExactly(fragment(1, 3));
  }

  private static Fragment stray(long series) {
    var manner = new Manner(Part.WHOLE, List.of("odd", "broken"), Delivery.NONE);
    var words = new Content.Text("words of nobody's \uD83E");
    var arrived =
        new Arrived(Channel.SMS, Address.phone("+491"), Address.phone("+492"), words, manner);
    return new Fragment(new Id(0, series), Optional.empty(), LANE, arrived, START);
  }

  @Test
  default void straysAreNoPartsThatWait() throws Exception {
    for (long series = 1; series <= 3; series++) {
      group(inside(new Write.Fragmented(stray(series))));
    }
    group(inside(kept(4, 1)));
    var fragments = ports().fragments();

    assertThat(all()).containsExactly(fragment(4, 1));
    assertThat(fragments.count()).isOne();
    assertThat(fragments.strays(Optional.empty(), 2)).containsExactly(stray(3), stray(2));
    assertThat(fragments.strays(Optional.of(new Id(0, 2)), 9)).containsExactly(stray(1));
    assertThat(fragments.stray(new Id(0, 2))).contains(stray(2));
    assertThat(fragments.stray(new Id(0, 4))).isEmpty();

    group(inside(new Write.Joined(new Id(0, 2))));

    assertThat(fragments.stray(new Id(0, 2))).isEmpty();
  }

  @Test
  default void joiningTakesAllOfASeriesWhateverTheOrderInAGroup() throws Exception {
    group(inside(kept(1, 1)), inside(kept(2, 1)));

    group(inside(kept(1, 2)), inside(new Write.Joined(new Id(0, 1))), inside(kept(2, 2)));

    assertThat(all()).containsExactly(fragment(2, 1), fragment(2, 2));
  }

  @Test
  default void aPartThatIsKeptTwiceIsKeptOnce() throws Exception {
    group(inside(kept(1, 1)));
    group(inside(kept(1, 1)));

    assertThat(all()).containsExactly(fragment(1, 1));
  }

  @Test
  default void manyAreReadInPieces() throws Exception {
    var writes = new ArrayList<Write>();
    for (int series = 1; series <= 20; series++) {
      writes.add(kept(series, 1));
    }
    group(inside(writes.toArray(Write[]::new)));

    var read = new ArrayList<Fragment>();
    var piece = ports().fragments().after(Place.FIRST, 7);
    while (!piece.isEmpty()) {
      read.addAll(piece);
      piece = ports().fragments().after(Place.of(piece.getLast()), 7);
    }

    assertThat(read).hasSize(20).doesNotHaveDuplicates();
  }
}
