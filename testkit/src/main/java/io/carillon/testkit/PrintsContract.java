package io.carillon.testkit;

import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Print;
import io.carillon.model.port.Prints.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with that by which deliveries are known again.
public interface PrintsContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    assertThat(results.get(10, TimeUnit.SECONDS)).containsOnly(new Result.Done());
  }

  private static Print print(long whose, int part) {
    return new Print(new Id(0, whose), part, new Id(whose, part), START.plusSeconds(part));
  }

  private static Write printed(long whose, int part) {
    return new Write.Printed(print(whose, part));
  }

  private static Write settled(long whose, int part) {
    return new Write.Settled(new Id(0, whose), part);
  }

  private List<Print> all() {
    return ports().prints().after(Place.FIRST, 10);
  }

  @Test
  default void printsComeBackAsTheyWereByWhoseTheyAreAndPart() throws Exception {
    group(inside(printed(2, 1)), inside(printed(1, 3), printed(1, 1), printed(1, 1)));

    assertThat(all()).containsExactly(print(1, 1), print(1, 3), print(2, 1));
    assertThat(ports().prints().after(Place.of(print(1, 1)), 1)).containsExactly(print(1, 3));
  }

  @Test
  default void whatIsSettledDoesNotStandAnyMore() throws Exception {
    group(inside(printed(1, 1), printed(1, 2)), inside(printed(2, 1)));

    group(inside(settled(1, 1), settled(3, 1)), inside(printed(4, 1)), inside(settled(4, 1)));

    assertThat(all()).containsExactly(print(1, 2), print(2, 1));
  }

  @Test
  default void aPrintGoesWithItsMessage() throws Exception {
    var message = ports().keep(new Samples(7).message());
    var whose = message.id().value();
    group(inside(new Write.Printed(new Print(whose, 1, new Id(1, 1), START))));
    assertThat(all()).hasSize(1);

    group(inside(new Write.Erased(message)));

    assertThat(all()).isEmpty();
  }

  @Test
  default void aMarkIsTheSameOfTheSameOnly() {
    var prints = ports().prints();
    var words = "YES".getBytes(StandardCharsets.UTF_8);

    assertThat(prints.mark(words)).isEqualTo(prints.mark(words.clone()));
    assertThat(prints.mark(words)).isNotEqualTo(prints.mark(new byte[3]));
  }
}
