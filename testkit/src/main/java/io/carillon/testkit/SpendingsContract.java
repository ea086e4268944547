package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Spending;
import io.carillon.model.port.Spendings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store adds up what is used up of what is bounded.
public interface SpendingsContract {
  /// How long each bounds something.
  Duration LASTS = Duration.ofHours(24);

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Spending spending(int owner, String name, Instant from, int parts) {
    return new Spending(ACCOUNT, new Id(owner, 1), name, from, from.plus(LASTS), parts);
  }

  private void spend(Spending... spendings) throws InterruptedException {
    var writes = new ArrayList<Write>();
    for (var spending : spendings) {
      writes.add(new Write.Spent(spending));
    }
    assertThat(ports().commits().write(inside(writes.toArray(Write[]::new))))
        .isEqualTo(new Result.Done());
  }

  private List<Spending> standing(Instant now) {
    return ports().books().spendings().standing(now, Optional.empty(), 10);
  }

  @Test
  default void whatIsSpentIsAddedToTheSame() throws Exception {
    var today = spending(1, "tmobile", START, 0);
    spend(today.of(3), today.of(2), spending(1, "att", START, 7));
    spend(today.of(4), spending(1, "tmobile", START.plus(LASTS), 9));
    spend(today.of(-1));

    assertThat(standing(START))
        .containsExactly(
            spending(1, "att", START, 7),
            today.of(8),
            spending(1, "tmobile", START.plus(LASTS), 9));
  }

  @Test
  default void whatBoundsNothingAnyMoreIsNotRead() throws Exception {
    spend(spending(1, "tmobile", START, 3), spending(2, "tmobile", START.plusSeconds(1), 4));

    assertThat(standing(START.plus(LASTS)))
        .containsExactly(spending(2, "tmobile", START.plusSeconds(1), 4));
    assertThat(standing(START.plus(LASTS).plusSeconds(1))).isEmpty();
  }

  @Test
  default void itIsReadInItsOrderPageByPage() throws Exception {
    var all =
        List.of(
            spending(1, "att", START, 1),
            spending(1, "tmobile", START, 2),
            spending(1, "tmobile", START.plusSeconds(1), 3),
            spending(2, "att", START, 4),
            spending(3, "att", START, 5));
    spend(all.reversed().toArray(Spending[]::new));

    var spendings = ports().books().spendings();
    var found = new ArrayList<Spending>();
    List<Spending> page;
    do {
      var behind = found.isEmpty() ? Optional.<Spending>empty() : Optional.of(found.getLast());
      page = spendings.standing(START, behind, 2);
      found.addAll(page);
    } while (page.size() == 2);

    assertThat(found).containsExactlyElementsOf(all);
    assertThatThrownBy(() -> spendings.standing(START, Optional.empty(), Spendings.ROWS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
